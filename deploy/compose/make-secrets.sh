#!/bin/sh
# Makes the secrets of docker-compose.production.yml in ./secrets, and never overwrites an existing one: sudo sh deploy/compose/make-secrets.sh
# Root, because each file is owned by the user that reads it: 1000 the gateways and EventStoreDB, 999 MongoDB. Needs openssl.
set -eu
umask 077
mkdir -p secrets
cd secrets

# Writes the output of a command to a file, unless the file exists, and gives it to its reader.
keep() { # name, reader, command…
  name=$1 reader=$2
  shift 2
  [ -e "$name" ] || { "$@" >"$name.new" && mv "$name.new" "$name"; }
  chmod 400 "$name"
  chown "$reader" "$name"
}

# A certificate authority for these two servers. Its key is needed again only to renew their certificates: keep it elsewhere.
[ -e ca.crt ] || openssl req -x509 -newkey rsa:3072 -nodes -days 3650 -subj '/CN=Ishyura stores' -keyout ca.key -out ca.crt \
  -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign' 2>openssl.log
chmod 444 ca.crt

certificate() { # host and common name
  openssl req -newkey rsa:3072 -nodes -subj "/CN=$2" -keyout "$1.key.new" -out "$1.csr" 2>>openssl.log
  printf 'subjectAltName=DNS:%s,DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\nkeyUsage=critical,digitalSignature,keyEncipherment\n' \
    "$1" >"$1.ext"
  openssl x509 -req -in "$1.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -days 825 -extfile "$1.ext" -out "$1.crt" 2>>openssl.log
  rm "$1.csr" "$1.ext"
}
if [ ! -e eventstoredb-key ]; then
  certificate eventstoredb eventstoredb-node
  chmod 444 eventstoredb.crt
fi
keep eventstoredb-key 1000 cat eventstoredb.key.new
[ -e mongodb-certificate-and-key ] || certificate mongodb mongodb
keep mongodb-certificate-and-key 999 cat mongodb.crt mongodb.key.new
rm -f eventstoredb.key.new mongodb.crt mongodb.key.new

# Hexadecimal, so that they contain no special characters of a URL.
keep eventstoredb-admin-password 1000 openssl rand -hex 32
keep eventstoredb-ops-password 1000 openssl rand -hex 32
keep mongodb-root-password 999 openssl rand -hex 32
keep mongodb-ishyura-password 999 openssl rand -hex 32
keep mongodb-keyfile 999 openssl rand -hex 256

keep master-key 1000 openssl rand -hex 32
keep bootstrap-api-key 1000 openssl rand -hex 32
keep metrics-token 1000 openssl rand -hex 32
keep eventstore-url 1000 echo "esdb://admin:$(cat eventstoredb-admin-password)@eventstoredb:2113?tls=true&tlsCAFile=/ca.crt"
keep mongodb-url 1000 echo \
  "mongodb://ishyura:$(cat mongodb-ishyura-password)@mongodb:27017/ishyura?replicaSet=ishyura&authSource=admin&tls=true&tlsCAFile=/ca.crt"

for name in momo-collection-subscription-key momo-collection-api-user momo-collection-api-key; do
  [ -s "$name" ] || echo "secrets/$name is missing: write MTN's value into it, and give it to user 1000 with mode 400"
done
echo 'Put a copy of secrets/master-key where no backup of the stores is: without it nothing personal can be read again.'
