/** RFC 8414: where and how tokens are had. */
export const authorizationServer = (origin: string) => ({
  issuer: origin,
  token_endpoint: `${origin}/oauth/token`,
  jwks_uri: `${origin}/.well-known/jwks.json`,
  grant_types_supported: ['client_credentials'],
  response_types_supported: [],
  token_endpoint_auth_methods_supported: ['client_secret_basic', 'private_key_jwt'],
  token_endpoint_auth_signing_alg_values_supported: ['EdDSA', 'ES256', 'PS256'],
  service_documentation: `${origin}/docs`,
});

/** RFC 9727, 4.2 and 3: the media type of the catalogue with its profile, and the link by which it is found. */
export const catalogType = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"';
export const catalogLink = '</.well-known/api-catalog>; rel="api-catalog"';

/** RFC 9727: the API, its description and its state, as a linkset. */
export const apiCatalog = (origin: string) => ({
  linkset: [
    {
      anchor: `${origin}/`,
      'service-desc': [{ href: `${origin}/openapi.json`, type: 'application/vnd.oai.openapi+json;version=3.1' }],
      'service-doc': [{ href: `${origin}/docs`, type: 'text/html' }],
      status: [{ href: `${origin}/readyz`, type: 'application/json' }],
    },
  ],
});

/** RFC 9116: where to tell us of a weakness. It expires within a year of the day it is asked for. */
export function securityText(origin: string, contact: string, now: Date): string {
  const expires = new Date(now.getTime() + 364 * 86_400_000).toISOString();
  const lines = [
    `Contact: ${contact}`,
    `Expires: ${expires}`,
    'Preferred-Languages: es, en',
    `Canonical: ${origin}/.well-known/security.txt`,
  ];
  return `${lines.join('\n')}\n`;
}
