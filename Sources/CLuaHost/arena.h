// The arena of one execution: all memory of its Lua state, at a base aligned to 4 GiB, so that the low 32 bits of
// every address (all that Lua hashes) are the same in every process.
#ifndef CLUAHOST_ARENA_H
#define CLUAHOST_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define CLH_SANITIZED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define CLH_SANITIZED 1
#endif

/// Layout, as offsets from the base. Objects (what Lua hashes by address) and vectors (coroutine stacks, array and hash
/// parts of tables, code) are kept apart: a debug hook may grow a stack at any instruction, so where vectors lie must not
/// influence where objects lie. The first vectors share the first 2 MiB with the objects to save a page of page table per
/// execution.
#define CLH_VECTORS_LOW_START ((uint32_t)1024 * 1024)
#define CLH_VECTORS_LOW_END ((uint32_t)2048 * 1024)
#define CLH_VECTORS_HIGH_START ((uint32_t)1536 * 1024 * 1024)
#define CLH_ARENA_SIZE ((uint64_t)4 * 1024 * 1024 * 1024)
/// The most that the limits of heap and stacks can be.
#define CLH_HEAP_MOST ((uint64_t)500 * 1024 * 1024)
#define CLH_STACKS_MOST ((uint64_t)500 * 1024 * 1024)
/// Smaller vectors are never stacks: a stack has at least 21 slots and 5 spare ones.
#define CLH_STACK_LEAST ((size_t)26 * 16)
/// Larger vectors are never stacks: LUAI_MAXSTACK and what Lua adds for handling its overflow.
#define CLH_STACK_LARGEST ((size_t)(1000000 + 400) * 16)

/// 64 classes of 16 bytes, then four for each power of two up to 4 GiB.
enum { CLH_SIZE_CLASSES = 64 + 22 * 4 };

/// Free lists and bump pointer of one kind of memory.
typedef struct clh_zone {
    uint32_t next; // offset of the first byte never given out
    uint32_t free[CLH_SIZE_CLASSES]; // offset of the newest free block of the class, 0 = none
} clh_zone;

typedef struct clh_arena {
    char *base;
    uint64_t heap_bytes;    // as requested; stacks are counted apart
    uint64_t heap_peak;
    uint64_t heap_limit;
    uint32_t objects_end;   // offsets the bump pointers may not pass: bound what fragmentation can cost
    uint32_t vectors_end;
    uint32_t user_start;    // objects below belong to the libraries and are not reused
    uint64_t stack_bytes;
    uint64_t stack_limit;
    uint64_t allocations;
    uint64_t trace_digest;
    bool next_is_stack;     // Lua allocates a thread's stack right after the thread
    uint32_t stack_initial; // bytes of a new stack: what Lua's own accounting is told of any stack
    // A vector that was just allocated and may turn out to be a stack's new place.
    void *fresh_vector;
    size_t fresh_size;
    // The allocation that just failed, to tell Lua's second try (after an emergency collection) from its first.
    void *failed_block;
    size_t failed_size;
    uint64_t failed_at;
    clh_zone objects;
    clh_zone vectors;
} clh_arena;

/// Reserves a region; null when there is no address space.
char *clh_region_take(void);
/// Gives a region back whose objects and vectors reached up to these offsets.
void clh_region_give(char *base, uint32_t objects_used, uint32_t vectors_used);

/// Next free block of at least `size` bytes, or 0.
uint32_t clh_zone_take(clh_zone *zone, char *base, uint32_t size, bool objects, uint32_t end);
void clh_zone_give(clh_zone *zone, char *base, uint32_t offset, uint32_t size);
/// Size that a request of `size` bytes occupies.
uint32_t clh_class_size(uint32_t size);

#endif
