# shellcheck shell=bash disable=SC2034,SC2154
# A directory of OpenLDAP: in the clear, by StartTLS, and with TLS.
packages=(slapd)

start() {
    PATH=$PATH:/usr/sbin:/sbin
    local port secure modules=/usr/lib/ldap schemas=/etc/ldap/schema
    port=$(free_port)
    secure=$(free_port)
    mkdir "$folder/data"
    cat >"$folder/slapd.conf" <<END
include $schemas/core.schema
include $schemas/cosine.schema
include $schemas/inetorgperson.schema
modulepath $modules
moduleload back_mdb
pidfile $folder/pid
TLSCACertificateFile $services/ca.pem
TLSCertificateFile $services/server.pem
TLSCertificateKeyFile $services/server.key
TLSVerifyClient try
sizelimit unlimited
require bind
database mdb
maxsize 67108864
suffix "dc=example,dc=com"
rootdn "cn=flows,dc=example,dc=com"
rootpw "correct horse"
directory $folder/data
dbnosync
END
    {
        cat <<'END'
dn: dc=example,dc=com
objectClass: dcObject
objectClass: organization
dc: example
o: Example

dn: ou=people,dc=example,dc=com
objectClass: organizationalUnit
ou: people

dn: ou=many,dc=example,dc=com
objectClass: organizationalUnit
ou: many

dn: ou=elsewhere,dc=example,dc=com
objectClass: referral
objectClass: extensibleObject
ou: elsewhere
ref: ldap://127.0.0.1:1/dc=example,dc=com

dn: uid=ada,ou=people,dc=example,dc=com
objectClass: inetOrgPerson
uid: ada
cn: Ada Lovelace
sn: Lovelace
mail: ada@example.com
mail: countess@example.com
jpegPhoto:: /9j/AA==

dn: uid=zoë,ou=people,dc=example,dc=com
objectClass: inetOrgPerson
uid: zoë
cn: Zoë (the *second*)
sn: Zoë

END
        seq 1 1200 | sed 's/.*/dn: cn=n&,ou=many,dc=example,dc=com\nobjectClass: organizationalRole\ncn: n&\n/'
    } >"$folder/entries.ldif"
    slapadd -q -f "$folder/slapd.conf" -l "$folder/entries.ldif" || return 1
    # -d keeps it in the foreground.
    launch slapd -f "$folder/slapd.conf" -h "ldap://127.0.0.1:$port ldaps://127.0.0.1:$secure" -d 0
    await_port "$port" || return 1
    fact port "$port"
    fact tls_port "$secure"
    fact user "cn=flows,dc=example,dc=com"
    fact password "correct horse"
}
