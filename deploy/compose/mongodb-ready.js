/* global connect, quit, require */
/* eslint @typescript-eslint/no-require-imports: off -- mongosh knows no import */
// MongoDB's health check, for mongosh: makes the server a replica set of one at the first check, and succeeds once it accepts writes.
// With a root password among the secrets it connects as root with TLS, otherwise without both.
const fs = require('fs');
const passwordFile = '/run/secrets/mongodb-root-password';
const query = 'directConnection=true&serverSelectionTimeoutMS=3000';
const address = fs.existsSync(passwordFile)
  ? `mongodb://root:${encodeURIComponent(fs.readFileSync(passwordFile, 'utf8').trim())}@localhost/admin?${query}&tls=true&tlsCAFile=/ca.crt`
  : `mongodb://localhost/admin?${query}`;
const admin = connect(address);

if (!admin.hello().setName) {
  // The name is the one under which the gateways look for it.
  admin.adminCommand({ replSetInitiate: { _id: 'ishyura', members: [{ _id: 0, host: 'mongodb:27017' }] } });
}
quit(admin.hello().isWritablePrimary ? 0 : 1);
