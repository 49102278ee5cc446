#ifndef CLDAP_SHIM_H
#define CLDAP_SHIM_H

// Debian's libldap-dev.
#include <ldap.h>
#include <openldap.h>

#endif
