#!/usr/bin/env bash
# Makes the secrets that docker-compose.yml reads. What is there already stays as it is.
#
#   deploy/make-secrets.sh ntm.example.vn
#
# The certificate is signed by itself, for trying out: replace tls_certificate.pem and tls_key.pem with real ones.
set -euo pipefail
host="${1:-localhost}"
cd "$(dirname "${BASH_SOURCE[0]}")"
umask 077
mkdir -p secrets

# Without characters that would need escaping in an address.
random() { head --bytes 36 /dev/urandom | base64 --wrap 0 | tr '+/' '-_'; }
put() { [ -s "secrets/$1" ] || printf '%s' "$2" >"secrets/$1"; }

put owner_password "$(random)"
put service_password "$(random)"
put jwt_key "$(random)$(random)"
put owner_database_url "postgresql://ntm:$(cat secrets/owner_password)@postgres:5432/ntm"
put service_database_url "postgresql://ntm_service:$(cat secrets/service_password)@postgres:5432/ntm"

if [ ! -s secrets/tls_key.pem ]; then
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 90 -subj "/CN=$host" \
    -addext "subjectAltName=DNS:$host" -keyout secrets/tls_key.pem -out secrets/tls_certificate.pem 2>/dev/null
fi

# Compose mounts these files as they are, for accounts that exist in the containers only. So the files can be read by
# whoever gets at them, and the directory keeps everybody but its owner out.
chmod 0700 secrets
chmod 0444 secrets/*
echo "deploy/secrets: $(ls secrets | tr '\n' ' ')"
