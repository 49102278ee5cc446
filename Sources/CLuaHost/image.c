// The template of an execution: a state opened once, copied for each new execution. Every word of it that is an address
// in the arena is found by building the template at two bases and comparing: such words differ by exactly the distance
// of the bases, and nothing else may differ.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"
#include "internals.h"

struct clh_image {
    clh_environment *environment;
#ifndef CLH_SANITIZED
    char *objects;       // header, libraries
    uint32_t objects_size;
    char *vectors;
    uint32_t vectors_size;
    uintptr_t base;      // that the addresses in it are for
    uint32_t *relocations; // offsets of addresses in `objects`, then those in `vectors`
    uint32_t object_relocations;
    uint32_t vector_relocations;
#endif
};

static void arena_prepare(clh_exec *exec, char *base) {
    clh_arena *arena = &exec->arena;
    memset(exec, 0, sizeof *exec);
    arena->base = base;
    arena->heap_limit = 1024 * 1024;
    arena->objects_end = CLH_VECTORS_LOW_START;
    arena->vectors_end = CLH_VECTORS_LOW_END;
    arena->stack_limit = 1024 * 1024;
    arena->objects.next = ((uint32_t)sizeof(clh_exec) + 15) & ~(uint32_t)15;
    arena->vectors.next = CLH_VECTORS_LOW_START;
    clh_lanes_prepare(exec);
}

#ifndef CLH_SANITIZED

static clh_exec *build(clh_environment *environment, char *message, size_t size) {
    char *base = clh_region_take();
    if (base == NULL) {
        snprintf(message, size, "no address space for an arena: mmap of 4 GiB without reservation was refused "
                                "(check ulimit -v and vm.overcommit_memory)");
        return NULL;
    }
    clh_exec *exec = (clh_exec *)base;
    arena_prepare(exec, base);
    exec->environment = environment;
    if (clh_state_open(exec, message, size)) return exec;
    clh_region_give(base, exec->arena.objects.next, exec->arena.vectors.next);
    return NULL;
}

// Appends to `out` the offsets of words that are addresses; false if the images differ in any other way.
static bool compare(const char *one, const char *two, uint32_t size, uintptr_t base_one, uintptr_t base_two,
                    uint32_t *out, uint32_t *count, uint32_t *where) {
    for (uint32_t at = 0; at < size; at += sizeof(uintptr_t)) {
        uintptr_t a, b;
        memcpy(&a, one + at, sizeof a);
        memcpy(&b, two + at, sizeof b);
        if (a == b) continue;
        *where = at;
        if (a - base_one != b - base_two || a - base_one >= CLH_ARENA_SIZE) return false;
        out[(*count)++] = at;
    }
    return true;
}

// Pages after the last byte that says something need not be touched in every execution.
static uint32_t without_zeros(const char *bytes, uint32_t size) {
    while (size > 0 && bytes[size - 1] == 0) size--;
    return (size + 15) & ~(uint32_t)15;
}

clh_image *clh_image_build(clh_environment *environment, char *message, size_t size) {
    clh_exec *one = build(environment, message, size);
    if (one == NULL) return NULL;
    clh_exec *two = build(environment, message, size);
    clh_image *image = NULL;
    if (two != NULL) {
        image = calloc(1, sizeof *image);
        image->environment = environment;
        image->objects_size = one->arena.objects.next;
        image->vectors_size = one->arena.vectors.next - CLH_VECTORS_LOW_START;
        image->base = (uintptr_t)one;
        image->objects = malloc(image->objects_size);
        image->vectors = malloc(image->vectors_size);
        image->relocations = malloc((image->objects_size + image->vectors_size) / sizeof(uintptr_t) * sizeof(uint32_t));
        memcpy(image->objects, one, image->objects_size);
        memcpy(image->vectors, (char *)one + CLH_VECTORS_LOW_START, image->vectors_size);
        uint32_t where = 0;
        bool same = one->arena.objects.next == two->arena.objects.next && one->arena.vectors.next == two->arena.vectors.next &&
                    compare(image->objects, (char *)two, image->objects_size, (uintptr_t)one, (uintptr_t)two,
                            image->relocations, &image->object_relocations, &where);
        if (same)
            same = compare(image->vectors, (char *)two + CLH_VECTORS_LOW_START, image->vectors_size, (uintptr_t)one,
                           (uintptr_t)two, image->relocations + image->object_relocations, &image->vector_relocations,
                           &where);
        if (!same) {
            snprintf(message, size, "two builds of the state template differ at offset %u", where);
            clh_image_free(image);
            image = NULL;
        }
        if (same) {
            image->objects_size = without_zeros(image->objects, image->objects_size);
            image->vectors_size = without_zeros(image->vectors, image->vectors_size);
        }
        clh_region_give((char *)two, two->arena.objects.next, two->arena.vectors.next);
    }
    clh_region_give((char *)one, one->arena.objects.next, one->arena.vectors.next);
    return image;
}

void clh_image_free(clh_image *image) {
    free(image->objects);
    free(image->vectors);
    free(image->relocations);
    free(image);
}

size_t clh_image_size(const clh_image *image) { return image->objects_size + image->vectors_size; }

static void relocate(char *target, const uint32_t *offsets, uint32_t count, uintptr_t distance) {
    for (uint32_t i = 0; i < count; i++) {
        uintptr_t word;
        memcpy(&word, target + offsets[i], sizeof word);
        word += distance;
        memcpy(target + offsets[i], &word, sizeof word);
    }
}

clh_exec *clh_image_instantiate(const clh_image *image, char *message, size_t size) {
    char *base = clh_region_take();
    if (base == NULL) {
        snprintf(message, size, "no address space for one more execution (each reserves 4 GiB of it): drop or end some");
        return NULL;
    }
    uintptr_t distance = (uintptr_t)base - image->base;
    memcpy(base, image->objects, image->objects_size);
    memcpy(base + CLH_VECTORS_LOW_START, image->vectors, image->vectors_size);
    relocate(base, image->relocations, image->object_relocations, distance);
    relocate(base + CLH_VECTORS_LOW_START, image->relocations + image->object_relocations, image->vector_relocations, distance);
    return (clh_exec *)base;
}

#else

clh_image *clh_image_build(clh_environment *environment, char *message, size_t size) {
    clh_image *image = calloc(1, sizeof *image);
    image->environment = environment;
    clh_exec *probe = clh_image_instantiate(image, message, size);
    if (probe == NULL) {
        free(image);
        return NULL;
    }
    clh_drop(probe);
    return image;
}

void clh_image_free(clh_image *image) { free(image); }

size_t clh_image_size(const clh_image *image) {
    (void)image;
    return 0;
}

clh_exec *clh_image_instantiate(const clh_image *image, char *message, size_t size) {
    clh_exec *exec = malloc(sizeof *exec);
    arena_prepare(exec, NULL);
    exec->environment = image->environment;
    clh_environment_lock();
    bool open = clh_state_open(exec, message, size);
    clh_environment_unlock();
    if (open) return exec;
    clh_drop(exec);
    return NULL;
}

#endif
