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

/// Layout, as offsets from the base. Coroutine stacks are kept apart from the heap: a debug hook may grow a stack at
/// any instruction, so stack addresses and sizes must not influence where objects lie. The first stacks share the
/// first 2 MiB with the heap to save a page of page table per execution.
#define CLH_STACK_LOW_START ((uint32_t)1536 * 1024)
#define CLH_STACK_LOW_END ((uint32_t)2048 * 1024)
#define CLH_STACK_HIGH_START ((uint32_t)3 * 1024 * 1024 * 1024)
#define CLH_ARENA_SIZE ((uint64_t)4 * 1024 * 1024 * 1024)
/// The heap stays below this, so a limit over it cannot be given.
#define CLH_HEAP_END (CLH_STACK_HIGH_START - (uint32_t)1024 * 1024)

/// 64 classes of 16 bytes, then four for each power of two up to 4 GiB.
enum { CLH_SIZE_CLASSES = 64 + 22 * 4 };

/// Free lists and bump pointer of one kind of memory.
typedef struct clh_zone {
    uint32_t next; // offset of the first byte never given out
    uint32_t free[CLH_SIZE_CLASSES]; // offset of the newest free block of the class, 0 = none
} clh_zone;

typedef struct clh_arena {
    char *base;
    uint64_t heap_bytes;   // as requested
    uint64_t heap_peak;
    uint64_t heap_limit;
    uint32_t heap_end;     // offset the bump pointer may not pass: bounds what fragmentation can cost
    uint32_t user_start;   // blocks below belong to the libraries and are not reused
    uint64_t stack_bytes;
    uint64_t stack_limit;
    uint64_t allocations;
    uint64_t trace_digest;
    bool next_is_stack;    // Lua allocates a thread's stack right after the thread
    uint32_t stack_initial;// bytes of a new stack: what Lua's own accounting is told of any stack
    // The allocation that just failed, to tell Lua's second try (after an emergency collection) from its first.
    void *failed_block;
    size_t failed_size;
    uint64_t failed_at;
    clh_zone heap;
    clh_zone stacks;
} clh_arena;

/// Reserves a region; null when there is no address space.
char *clh_region_take(void);
/// Gives a region back whose first `used` heap bytes and stack bytes up to `stack_used` were touched.
void clh_region_give(char *base, uint32_t heap_used, uint32_t stack_used);

/// Next free block of at least `size` bytes, or 0.
uint32_t clh_zone_take(clh_zone *zone, char *base, uint32_t size, bool is_heap, uint32_t end);
void clh_zone_give(clh_zone *zone, char *base, uint32_t offset, uint32_t size);
/// Size that a request of `size` bytes occupies.
uint32_t clh_class_size(uint32_t size);

#endif
