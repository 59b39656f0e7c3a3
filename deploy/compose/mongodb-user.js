/* global db, require */
/* eslint @typescript-eslint/no-require-imports: off -- mongosh knows no import */
// Run by the image at the first start, before it accepts connections: creates the gateways' user, which has access to their database only.
const fs = require('fs');
db.getSiblingDB('admin').createUser({
  user: 'ishyura',
  pwd: fs.readFileSync('/run/secrets/mongodb-ishyura-password', 'utf8').trim(),
  roles: [{ role: 'readWrite', db: 'ishyura' }],
});
