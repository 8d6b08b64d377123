/** What the public directory is: the version of HSDS, and where its profile and its description are. */
export const describeHsds = (origin: string) => ({
  version: '3.0',
  profile: `${origin}/hsds/profile`,
  openapi_url: `${origin}/openapi.json`,
});
