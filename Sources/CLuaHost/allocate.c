// The allocator of an execution. Where objects lie, what is in use and when collections come are functions of the
// script's own history. Coroutine stacks are left out of all three, because a debug hook may grow one at any instruction.
#include <stdlib.h>
#include <string.h>

#include "internal.h"
#include "internals.h"

// Lua collects garbage after the first refusal and asks again with the same words: the second refusal is final, and a
// script must not be able to catch it.
void *clh_refuse(clh_exec *exec, void *block, size_t size) {
    clh_arena *arena = &exec->arena;
    if (arena->failed_size == size && arena->failed_block == block && arena->failed_at == arena->allocations)
        clh_kill(exec, CLH_KILL_MEMORY);
    arena->failed_block = block;
    arena->failed_size = size;
    // The collection in between only frees, which does not count as an allocation.
    arena->failed_at = arena->allocations;
    return NULL;
}

#ifndef CLH_SANITIZED

// ---- The trace: FNV-1a over 64-bit words

static inline void trace(clh_arena *arena, uint64_t word) {
    arena->trace_digest = (arena->trace_digest ^ word) * 0x100000001b3u;
}

static inline void traced(clh_arena *arena, size_t old_size, size_t new_size, uint32_t offset) {
    arena->allocations++;
    trace(arena, (uint64_t)old_size << 32 | new_size);
    trace(arena, offset);
}

// ---- Accounts

static inline clh_global_head *global_of(clh_exec *exec) { return exec->global_state; }

static inline bool fits(const clh_arena *arena, size_t old_size, size_t new_size) {
    return arena->heap_bytes - old_size + new_size <= arena->heap_limit;
}

static inline void count_heap(clh_arena *arena, size_t old_size, size_t new_size) {
    arena->heap_bytes += new_size - old_size;
    if (arena->heap_bytes > arena->heap_peak) arena->heap_peak = arena->heap_bytes;
}

static void count_stack(clh_exec *exec, size_t old_size, size_t new_size, clh_kill_reason reason) {
    clh_arena *arena = &exec->arena;
    if (new_size > old_size && arena->stack_bytes - old_size + new_size > arena->stack_limit) clh_kill(exec, reason);
    arena->stack_bytes += new_size - old_size;
}

// ---- Vectors: in a zone of their own; those that may be stacks say in a header whether they are

typedef enum vector_kind { VECTOR_ARRAY = 1, VECTOR_STACK = 2 } vector_kind;

enum { HEADER = 16 };

static inline size_t header_of(size_t size) { return size >= CLH_STACK_LEAST ? HEADER : 0; }

static inline vector_kind kind_of(const void *block, size_t size) {
    if (size < CLH_STACK_LEAST) return VECTOR_ARRAY;
    uint32_t kind;
    memcpy(&kind, (const char *)block - HEADER, sizeof kind);
    return kind;
}

static inline void set_kind(void *block, size_t size, vector_kind kind) {
    if (size >= CLH_STACK_LEAST) memcpy((char *)block - HEADER, &(uint32_t){kind}, sizeof(uint32_t));
}

static void *vector_take(clh_exec *exec, size_t size, vector_kind kind) {
    clh_arena *arena = &exec->arena;
    size_t header = header_of(size);
    uint32_t offset = clh_zone_take(&arena->vectors, arena->base, (uint32_t)(size + header), false, arena->vectors_end);
    if (offset == 0) return NULL;
    void *block = arena->base + offset + header;
    set_kind(block, size, kind);
    return block;
}

// While the template is built (nothing belongs to a script yet) what is freed is wiped, so that no left-over of time or
// place stays in the image.
static inline void wipe(clh_arena *arena, void *block, size_t size) {
    if (arena->user_start == 0) memset(block, 0, size);
}

static void vector_give(clh_arena *arena, void *block, size_t size) {
    size_t header = header_of(size);
    char *start = (char *)block - header;
    wipe(arena, start, size + header);
    clh_zone_give(&arena->vectors, arena->base, (uint32_t)(uintptr_t)start, (uint32_t)(size + header));
}

// A fresh vector that was not a stack after all goes into the books.
static inline void settle_fresh(clh_arena *arena) {
    if (arena->fresh_vector == NULL) return;
    arena->fresh_vector = NULL;
    traced(arena, 0, arena->fresh_size, 1);
}

static void *vector_allocate(clh_exec *exec, size_t size) {
    clh_arena *arena = &exec->arena;
    if (arena->next_is_stack) {
        arena->next_is_stack = false;
        arena->stack_initial = (uint32_t)size;
        count_stack(exec, 0, size, CLH_KILL_MEMORY);
        void *stack = vector_take(exec, size, VECTOR_STACK);
        if (stack == NULL) clh_kill(exec, CLH_KILL_MEMORY);
        return stack;
    }
    // What may be a stack is let pass; if it is none, the next allocation meets the limit.
    bool maybe_stack = size >= CLH_STACK_LEAST && size <= CLH_STACK_LARGEST && size % 16 == 0;
    if (!(maybe_stack && arena->heap_bytes <= arena->heap_limit) && !fits(arena, 0, size)) return clh_refuse(exec, NULL, size);
    void *block = vector_take(exec, size, VECTOR_ARRAY);
    if (block == NULL) return clh_refuse(exec, NULL, size);
    count_heap(arena, 0, size);
    if (maybe_stack) {
        arena->fresh_vector = block;
        arena->fresh_size = size;
    } else {
        traced(arena, 0, size, 1);
    }
    return block;
}

// liblua 5.4.4 moves a stack by allocating a vector and freeing the old stack right after. A stack that is freed during
// the sweep of a collection belongs to a dead coroutine instead.
static void stack_free(clh_exec *exec, void *block, size_t size) {
    clh_arena *arena = &exec->arena;
    clh_global_head *global = global_of(exec);
    bool sweeping = global->collector_state >= CLH_COLLECTOR_SWEEP_FIRST && global->collector_state <= CLH_COLLECTOR_SWEEP_LAST;
    vector_give(arena, block, size);
    if (arena->fresh_vector != NULL && !sweeping) {
        size_t fresh = arena->fresh_size;
        set_kind(arena->fresh_vector, fresh, VECTOR_STACK);
        arena->fresh_vector = NULL;
        arena->heap_bytes -= fresh;
        global->debt -= (ptrdiff_t)fresh; // Lua has added it, and is about to take off the old size
        global->debt += (ptrdiff_t)size;
        count_stack(exec, size, fresh, CLH_KILL_DEPTH);
        return;
    }
    settle_fresh(arena);
    arena->stack_bytes -= size;
    global->debt += (ptrdiff_t)size - (ptrdiff_t)arena->stack_initial;
}

// Later versions of liblua move a stack by reallocating it.
static void *stack_reallocate(clh_exec *exec, void *block, size_t old_size, size_t new_size) {
    clh_arena *arena = &exec->arena;
    void *fresh = vector_take(exec, new_size, VECTOR_STACK);
    if (fresh == NULL) clh_kill(exec, CLH_KILL_DEPTH);
    memcpy(fresh, block, old_size < new_size ? old_size : new_size);
    vector_give(arena, block, old_size);
    count_stack(exec, old_size, new_size, CLH_KILL_DEPTH);
    global_of(exec)->debt -= (ptrdiff_t)new_size - (ptrdiff_t)old_size; // Lua is about to add it
    return fresh;
}

static void *vector_reallocate(clh_exec *exec, void *block, size_t old_size, size_t new_size) {
    clh_arena *arena = &exec->arena;
    if (kind_of(block, old_size) == VECTOR_STACK) {
        if (new_size != 0) return stack_reallocate(exec, block, old_size, new_size);
        stack_free(exec, block, old_size);
        return NULL;
    }
    settle_fresh(arena);
    if (new_size == 0) {
        arena->heap_bytes -= old_size;
        vector_give(arena, block, old_size);
        trace(arena, (uint64_t)old_size << 32);
        return NULL;
    }
    if (new_size > old_size && !fits(arena, old_size, new_size)) return clh_refuse(exec, block, new_size);
    void *fresh = block;
    size_t old_header = header_of(old_size), new_header = header_of(new_size);
    if (old_header != new_header || clh_class_size((uint32_t)(new_size + new_header)) != clh_class_size((uint32_t)(old_size + old_header))) {
        fresh = vector_take(exec, new_size, VECTOR_ARRAY);
        if (fresh == NULL) return clh_refuse(exec, block, new_size);
        memcpy(fresh, block, old_size < new_size ? old_size : new_size);
        vector_give(arena, block, old_size);
    }
    count_heap(arena, old_size, new_size);
    traced(arena, old_size, new_size, 1);
    return fresh;
}

// ---- Objects: what Lua hashes by address

static void *object_allocate(clh_exec *exec, size_t kind, size_t size) {
    clh_arena *arena = &exec->arena;
    settle_fresh(arena);
    if (!fits(arena, 0, size)) return clh_refuse(exec, NULL, size);
    uint32_t offset = clh_zone_take(&arena->objects, arena->base, (uint32_t)size, true, arena->objects_end);
    if (offset == 0) return clh_refuse(exec, NULL, size);
    count_heap(arena, 0, size);
    traced(arena, 0, size, offset);
    arena->next_is_stack = kind == LUA_TTHREAD;
    return arena->base + offset;
}

static void object_free(clh_exec *exec, void *block, size_t size) {
    clh_arena *arena = &exec->arena;
    uint32_t offset = (uint32_t)(uintptr_t)block;
    settle_fresh(arena);
    arena->heap_bytes -= size;
    wipe(arena, block, size);
    // What the libraries allocated is not reused: a rebuild with other libraries must not move a script's objects.
    if (offset < arena->user_start) return;
    clh_zone_give(&arena->objects, arena->base, offset, (uint32_t)size);
    trace(arena, (uint64_t)size << 32 ^ offset);
}

static inline bool is_vector(uint32_t offset) {
    return offset - CLH_VECTORS_LOW_START < CLH_VECTORS_LOW_END - CLH_VECTORS_LOW_START || offset >= CLH_VECTORS_HIGH_START;
}

void *clh_allocate(void *context, void *block, size_t old_size, size_t new_size) {
    clh_exec *exec = context;
    if (block == NULL) {
        if (new_size == 0) return NULL;
        if (new_size > CLH_HEAP_MOST) return clh_refuse(exec, NULL, new_size);
        // For a new block Lua says its kind in place of the old size; vectors have none.
        if (old_size == 0) {
            settle_fresh(&exec->arena);
            return vector_allocate(exec, new_size);
        }
        return object_allocate(exec, old_size, new_size);
    }
    if (new_size > CLH_HEAP_MOST) return clh_refuse(exec, block, new_size);
    if (is_vector((uint32_t)(uintptr_t)block)) return vector_reallocate(exec, block, old_size, new_size);
    // Objects never change their size.
    object_free(exec, block, old_size);
    return NULL;
}

#endif
