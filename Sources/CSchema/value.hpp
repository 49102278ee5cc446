// JSON values that keep integers and floats apart.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace draft7 {

// A value that borrows its texts from the bytes it was decoded from.
//
// The flat form: `n` null, `t` and `f`, `i` and 8 bytes, `d` and 8 bytes, `s` and a text, `a` a count and values, `o` a count
// and pairs of a text and a value, sorted by the bytes of the texts. Counts are 4 bytes; a text is a count and its bytes. All
// numbers are in the byte order of the machine.
struct Value {
    enum class Kind : uint8_t { null, boolean, integer, number, string, array, object };

    Kind kind = Kind::null;
    bool boolean = false;
    int64_t integer = 0;
    double number = 0;
    std::string_view text;
    std::vector<Value> items;              // the elements of an array, or the values of an object
    std::vector<std::string_view> names;   // of an object, sorted, one for each value

    bool is(Kind other) const { return kind == other; }
    bool isNumeric() const { return kind == Kind::integer || kind == Kind::number; }

    // The value under a name of an object; null when there is none.
    const Value *find(std::string_view name) const;

    // What it is, in the words of messages.
    std::string description() const;
};

// Thrown for a value of more parts than memory should be spent on.
struct TooLarge {};

// Nothing when the bytes are not of the flat form or nest too deep.
std::optional<Value> decode(const uint8_t *bytes, size_t count);

// Compares by JSON's rules, where 1 and 1.0 are equal: below zero, zero or above, in some order that is total.
// Each pair of values that is looked at lowers `steps`, which ends at zero.
int compare(const Value &left, const Value &right, uint64_t &steps);

// Compares an integer or float with another, exactly.
int compareNumbers(const Value &left, const Value &right);

// Tells whether a number is a multiple of another, both taken as the decimal numbers that they are written as.
bool isMultiple(const Value &value, const Value &divisor);

// Tells whether a number has no fraction.
bool isWhole(const Value &value);

}  // namespace draft7
