#ifndef CLUA_SHIM_H
#define CLUA_SHIM_H

// Debian's liblua5.4-dev. pkg-config alone decides which library is linked (no `link` line in the module map),
// so that a release can point PKG_CONFIG_PATH at a static build.
#include <lua.h>
#include <lauxlib.h>
#include <lualib.h>

#endif
