/* global db, require */
/* eslint @typescript-eslint/no-require-imports: off -- mongosh knows no import */
// Run by the image at the first start, before anybody else is let in: the gateways' user, who may use their database and nothing else.
const fs = require('fs');
db.getSiblingDB('admin').createUser({
  user: 'ishyura',
  pwd: fs.readFileSync('/run/secrets/mongodb-ishyura-password', 'utf8').trim(),
  roles: [{ role: 'readWrite', db: 'ishyura' }],
});
