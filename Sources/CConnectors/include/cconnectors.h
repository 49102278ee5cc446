// What connectors need of C libraries that Swift cannot call: functions that take arguments of any type, and those that the
// C library has for programs of GNU only.
#ifndef CCONNECTORS_H
#define CCONNECTORS_H

#pragma clang assume_nonnull begin

// Makes an open database safe against SQL and files of strangers: what could corrupt the file or reach beyond it is off.
// Returns an SQLite result code.
int cconnectors_defend_sqlite(void *database);

// Makes an empty file in memory. Returns its descriptor, which is not handed on to other programs; -1 with errno set.
int cconnectors_memory_file(const char *name);

#pragma clang assume_nonnull end

#endif
