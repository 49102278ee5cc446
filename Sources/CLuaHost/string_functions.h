// The functions of the string library that are our own.
#ifndef CLUAHOST_STRING_FUNCTIONS_H
#define CLUAHOST_STRING_FUNCTIONS_H

#include "internal.h"

// ---- matching.c
int clh_string_find(lua_State *state);
int clh_string_match(lua_State *state);
int clh_string_gmatch(lua_State *state);
int clh_string_gsub(lua_State *state);

// ---- format.c
int clh_string_format(lua_State *state);

#endif
