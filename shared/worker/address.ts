/** The header in which the gateway tells every worker from which address a request came. */
export const addressHeader = 'x-client-address';

/** The address that a request came from, as the gateway saw it. */
export const addressOf = ({ headers }: { headers: Headers }): string => headers.get(addressHeader) ?? 'local';
