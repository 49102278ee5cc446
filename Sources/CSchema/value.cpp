#include "value.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

namespace draft7 {

namespace {

constexpr int deepest = 200;
constexpr size_t mostParts = 2'000'000;

class Decoder {
public:
    Decoder(const uint8_t *bytes, size_t count) : next(bytes), end(bytes + count) {}

    bool decode(Value &value, int depth = 0) {
        if (next == end || depth > deepest) return false;
        switch (*next++) {
        case 'n': return true;
        case 't':
        case 'f':
            value.kind = Value::Kind::boolean;
            value.boolean = next[-1] == 't';
            return true;
        case 'i':
            value.kind = Value::Kind::integer;
            return read(value.integer);
        case 'd':
            value.kind = Value::Kind::number;
            return read(value.number);
        case 's':
            value.kind = Value::Kind::string;
            return readText(value.text);
        case 'a':
            value.kind = Value::Kind::array;
            return readChildren(value, false, depth);
        case 'o':
            value.kind = Value::Kind::object;
            return readChildren(value, true, depth);
        default: return false;
        }
    }

    bool isAtEnd() const { return next == end; }

private:
    const uint8_t *next;
    const uint8_t *const end;
    size_t parts = 1;

    size_t rest() const { return static_cast<size_t>(end - next); }

    template <typename Number> bool read(Number &number) {
        if (rest() < sizeof number) return false;
        std::memcpy(&number, next, sizeof number);
        next += sizeof number;
        return true;
    }

    bool readText(std::string_view &text) {
        uint32_t count = 0;
        if (!read(count) || rest() < count) return false;
        text = std::string_view(reinterpret_cast<const char *>(next), count);
        next += count;
        return true;
    }

    bool readChildren(Value &value, bool named, int depth) {
        uint32_t count = 0;
        // Each child takes a byte at least, so that a wrong count cannot ask for much memory.
        if (!read(count) || rest() < count) return false;
        parts += count;
        if (parts > mostParts) throw TooLarge{};
        value.items.resize(count);
        if (named) value.names.resize(count);
        for (uint32_t index = 0; index < count; index++) {
            if (named && !readText(value.names[index])) return false;
            if (!decode(value.items[index], depth + 1)) return false;
        }
        return true;
    }
};

int rank(Value::Kind kind) {
    return kind == Value::Kind::number ? static_cast<int>(Value::Kind::integer) : static_cast<int>(kind);
}

int sign(bool less, bool greater) { return less ? -1 : greater ? 1 : 0; }

int compareIntegerWithFloat(int64_t integer, double number) {
    constexpr double beyond = 9223372036854775808.0;
    if (!(number < beyond)) return -1;
    if (number < -beyond) return 1;
    const auto whole = static_cast<int64_t>(number);
    if (integer != whole) return integer < whole ? -1 : 1;
    const double fraction = number - static_cast<double>(whole);
    return sign(fraction > 0, fraction < 0);
}

// A number as digits * 10^exponent, with the fewest digits that read back as the same number.
struct Decimal {
    unsigned __int128 digits = 0;
    int exponent = 0;

    static std::optional<Decimal> of(const Value &value) {
        Decimal decimal;
        if (value.is(Value::Kind::integer)) {
            const auto wide = static_cast<__int128>(value.integer);
            decimal.digits = static_cast<unsigned __int128>(wide < 0 ? -wide : wide);
            return decimal;
        }
        if (!std::isfinite(value.number)) return std::nullopt;
        char text[64];
        const auto written =
            std::to_chars(text, text + sizeof text, std::fabs(value.number), std::chars_format::scientific);
        bool isFraction = false;
        for (const char *next = text; next < written.ptr; next++) {
            if (*next == 'e') {
                int power = 0;
                std::from_chars(next + (next[1] == '+' ? 2 : 1), written.ptr, power);
                decimal.exponent += power;
                break;
            }
            if (*next == '.') {
                isFraction = true;
                continue;
            }
            decimal.digits = decimal.digits * 10 + static_cast<unsigned>(*next - '0');
            if (isFraction) decimal.exponent--;
        }
        return decimal;
    }
};

}  // namespace

std::optional<Value> decode(const uint8_t *bytes, size_t count) {
    Decoder decoder(bytes, count);
    Value value;
    if (!decoder.decode(value) || !decoder.isAtEnd()) return std::nullopt;
    return value;
}

const Value *Value::find(std::string_view name) const {
    const auto found = std::lower_bound(names.begin(), names.end(), name);
    if (found == names.end() || *found != name) return nullptr;
    return &items[static_cast<size_t>(found - names.begin())];
}

int compareNumbers(const Value &left, const Value &right) {
    const bool leftIsWhole = left.is(Value::Kind::integer), rightIsWhole = right.is(Value::Kind::integer);
    if (leftIsWhole && rightIsWhole) return sign(left.integer < right.integer, left.integer > right.integer);
    if (leftIsWhole) return compareIntegerWithFloat(left.integer, right.number);
    if (rightIsWhole) return -compareIntegerWithFloat(right.integer, left.number);
    return sign(left.number < right.number, left.number > right.number);
}

int compare(const Value &left, const Value &right, uint64_t &steps) {
    if (steps == 0) return 1;
    steps--;
    if (rank(left.kind) != rank(right.kind)) return rank(left.kind) < rank(right.kind) ? -1 : 1;
    switch (left.kind) {
    case Value::Kind::null: return 0;
    case Value::Kind::boolean: return sign(left.boolean < right.boolean, left.boolean > right.boolean);
    case Value::Kind::integer:
    case Value::Kind::number: return compareNumbers(left, right);
    case Value::Kind::string: {
        const uint64_t cost = std::min(left.text.size(), right.text.size()) / 64;
        steps -= std::min(steps, cost);
        const int order = left.text.compare(right.text);
        return sign(order < 0, order > 0);
    }
    case Value::Kind::array:
    case Value::Kind::object: break;
    }
    if (left.items.size() != right.items.size()) return left.items.size() < right.items.size() ? -1 : 1;
    for (size_t index = 0; index < left.items.size(); index++) {
        if (left.is(Value::Kind::object)) {
            const int order = left.names[index].compare(right.names[index]);
            if (order != 0) return order < 0 ? -1 : 1;
        }
        const int order = compare(left.items[index], right.items[index], steps);
        if (order != 0) return order;
    }
    return 0;
}

bool isWhole(const Value &value) {
    if (value.is(Value::Kind::integer)) return true;
    return value.is(Value::Kind::number) && std::isfinite(value.number) && std::trunc(value.number) == value.number;
}

bool isMultiple(const Value &value, const Value &divisor) {
    const auto part = Decimal::of(value), whole = Decimal::of(divisor);
    if (!part || !whole || whole->digits == 0) return false;
    if (part->digits == 0) return true;
    const int shift = part->exponent - whole->exponent;
    if (shift < 0) {
        // No number here has more than 20 digits, so that one with more zeros at its end cannot divide it.
        if (shift < -20) return false;
        unsigned __int128 scaled = whole->digits;
        for (int power = 0; power > shift; power--) {
            if (scaled > part->digits) return false;
            scaled *= 10;
        }
        return part->digits % scaled == 0;
    }
    // Digits stay below 2^64, so that the products fit.
    unsigned __int128 remainder = part->digits % whole->digits;
    for (int power = 0; power < shift && remainder != 0; power++) remainder = remainder * 10 % whole->digits;
    return remainder == 0;
}

std::string Value::description() const {
    char digits[64];
    switch (kind) {
    case Kind::null: return "null";
    case Kind::boolean: return boolean ? "the boolean true" : "the boolean false";
    case Kind::integer:
        return "the integer " + std::string(digits, std::to_chars(digits, digits + sizeof digits, integer).ptr);
    case Kind::number:
        return "the number " + std::string(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
    case Kind::string: {
        if (text.size() <= 40) return "the text \"" + std::string(text) + "\"";
        size_t cut = 40;
        while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) cut--;
        return "the text \"" + std::string(text.substr(0, cut)) + "...\"";
    }
    case Kind::array: return "an array of " + std::to_string(items.size());
    case Kind::object: return "a table";
    }
    return "";
}

}  // namespace draft7
