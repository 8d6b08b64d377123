import { createOperator } from './operator.ts';

const { DATABASE_URL, DATABASE_TOKEN, PEPPER } = process.env;

if (!DATABASE_URL || !PEPPER) {
  console.error('Set DATABASE_URL, PEPPER (the same as the identity worker’s) and, where the database asks for one, DATABASE_TOKEN.');
  process.exitCode = 1;
} else {
  // Printed once and kept nowhere.
  console.log(JSON.stringify(await createOperator({ url: DATABASE_URL, token: DATABASE_TOKEN }, PEPPER), null, 2));
}
