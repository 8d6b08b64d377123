import { findCredential } from './platform/credential-file.ts';
import { describeFailure } from './platform/plain-error.ts';

const [organisation = 'MEX', role = 'reader'] = process.argv.slice(2);

try {
  const { clientId, clientSecret } = findCredential(organisation, role);
  // As curl's -u wants it.
  console.log(`${clientId}:${clientSecret}`);
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
}
