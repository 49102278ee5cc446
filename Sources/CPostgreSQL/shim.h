#ifndef CPOSTGRESQL_SHIM_H
#define CPOSTGRESQL_SHIM_H

// Debian's libpq-dev.
#include <libpq-fe.h>

#endif
