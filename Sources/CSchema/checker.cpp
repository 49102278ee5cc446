#include "checker.hpp"

#include "adapter.hpp"
#include "bounds.hpp"
#include "formats.hpp"
#include "names.hpp"

#include <algorithm>

namespace draft7 {

namespace {

constexpr unsigned deepest = 400;
constexpr size_t mostFaults = 20;
constexpr size_t longestPointer = 1000;

// Counts the nesting of schemas while one is checked.
struct Nesting {
    explicit Nesting(Check &check) : check(check) {
        if (check.depth >= deepest) throw TooComplex{};
        check.depth++;
    }
    ~Nesting() { check.depth--; }
    Check &check;
};

const Value &kept(const valijson::adapters::FrozenValue &frozen) {
    return static_cast<const FrozenValue &>(frozen).get();
}

}  // namespace

int Check::compare(const Value &left, const Value &right) {
    const int order = draft7::compare(left, right, steps);
    if (steps == 0) throw TooComplex{};
    return order;
}

bool Check::finds(std::string_view pattern, std::string_view text) {
    const bool found = patterns.finds(pattern, text, steps);
    if (steps == 0) throw TooComplex{};
    return found;
}

std::string Place::pointer() const {
    std::vector<const Place *> steps;
    for (const Place *step = this; step->parent; step = step->parent) steps.push_back(step);
    std::string text;
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        text += '/';
        if ((*step)->isElement) {
            text += std::to_string((*step)->index);
            continue;
        }
        for (const char letter : (*step)->name) {
            if (text.size() > longestPointer) return text + "...";
            if (letter == '~') {
                text += "~0";
            } else if (letter == '/') {
                text += "~1";
            } else {
                text += letter;
            }
        }
    }
    return text;
}

bool Checker::fits(const valijson::Subschema &schema) {
    check.spend(1);
    const Nesting nesting(check);
    if (schema.getAlwaysInvalid()) return fault("no value is allowed here");
    valijson::Subschema::ApplyFunction apply = [this](const valijson::constraints::Constraint &constraint) {
        check.spend(1);
        return hasEnough() || constraint.accept(*this);
    };
    return faults ? schema.apply(apply) : schema.applyStrict(apply);
}

bool Checker::hasEnough() const { return faults && faults->size() >= mostFaults; }

bool Checker::fault(const std::string &message) {
    if (faults && !hasEnough()) faults->push_back({place.pointer(), message});
    return false;
}

bool Checker::expected(const std::string &what) {
    return faults ? fault("expected " + what + ", but got " + value.description()) : false;
}

bool Checker::childFits(const Value &child, const Place &where, const valijson::Subschema &schema) {
    return hasEnough() || Checker(check, child, where, faults).fits(schema);
}

bool Checker::quietlyFits(const valijson::Subschema &schema, std::vector<Fault> *tried) {
    return Checker(check, value, place, tried).fits(schema);
}

std::string Checker::closest(const std::vector<Fault> &tried) const {
    const auto deepestFault =
        std::max_element(tried.begin(), tried.end(), [](const Fault &left, const Fault &right) {
            return left.pointer.size() < right.pointer.size();
        });
    if (deepestFault == tried.end()) return "";
    const std::string where = deepestFault->pointer.empty() ? "" : "at " + quoted(deepestFault->pointer) + " ";
    return "; the nearest " + where + deepestFault->message;
}

// MARK: - Schemas of the same value

bool Checker::visit(const AllOfConstraint &constraint) {
    bool isRight = true;
    constraint.applyToSubschemas([&](unsigned, const valijson::Subschema *schema) {
        isRight = fits(*schema) && isRight;
        return isRight || faults;
    });
    return isRight;
}

bool Checker::visit(const AnyOfConstraint &constraint) {
    bool isRight = false;
    std::vector<Fault> tried;
    constraint.applyToSubschemas([&](unsigned, const valijson::Subschema *schema) {
        isRight = quietlyFits(*schema, faults ? &tried : nullptr);
        return !isRight;
    });
    return isRight || fault("none of the schemas of anyOf fits" + closest(tried));
}

bool Checker::visit(const OneOfConstraint &constraint) {
    std::vector<unsigned> fitting;
    std::vector<Fault> tried;
    constraint.applyToSubschemas([&](unsigned index, const valijson::Subschema *schema) {
        if (quietlyFits(*schema, faults ? &tried : nullptr)) fitting.push_back(index);
        return fitting.size() < 2;
    });
    if (fitting.size() == 1) return true;
    if (fitting.empty()) return fault("none of the schemas of oneOf fits" + closest(tried));
    return fault(
        "only one of the schemas of oneOf may fit, but those numbered " + std::to_string(fitting[0]) + " and " +
        std::to_string(fitting[1]) + " both do");
}

bool Checker::visit(const NotConstraint &constraint) {
    return !quietlyFits(*constraint.getSubschema()) ||
        fault("the schema of not must not fit, but " + value.description() + " does");
}

bool Checker::visit(const ConditionalConstraint &constraint) {
    const auto *then = constraint.getThenSubschema(), *otherwise = constraint.getElseSubschema();
    if (!then && !otherwise) return true;
    const auto *chosen = quietlyFits(*constraint.getIfSubschema()) ? then : otherwise;
    return !chosen || fits(*chosen);
}

// MARK: - Any value

bool Checker::visit(const TypeConstraint &constraint) {
    using Type = valijson::constraints::TypeConstraint;
    bool isRight = false;
    std::vector<std::string> names;
    constraint.applyToNamedTypes([&](Type::JsonType type) {
        switch (type) {
        case Type::kAny:
            isRight = true;
            break;
        case Type::kArray:
            isRight |= value.is(Value::Kind::array);
            names.push_back("an array");
            break;
        case Type::kBoolean:
            isRight |= value.is(Value::Kind::boolean);
            names.push_back("a boolean");
            break;
        case Type::kInteger:
            isRight |= isWhole(value);
            names.push_back("an integer");
            break;
        case Type::kNull:
            isRight |= value.is(Value::Kind::null);
            names.push_back("null");
            break;
        case Type::kNumber:
            isRight |= value.isNumeric();
            names.push_back("a number");
            break;
        case Type::kObject:
            isRight |= value.is(Value::Kind::object);
            names.push_back("a table");
            break;
        case Type::kString:
            isRight |= value.is(Value::Kind::string);
            names.push_back("a text");
            break;
        }
        return !isRight;
    });
    if (isRight) return true;
    std::string list;
    for (size_t index = 0; index < names.size(); index++) {
        if (index > 0) list += index + 1 < names.size() ? ", " : " or ";
        list += names[index];
    }
    const bool isArrayOfLua = value.is(Value::Kind::object) && value.items.empty() && list.find("array") != list.npos;
    return expected(list + (isArrayOfLua ? " (json.array{} makes an empty one)" : ""));
}

bool Checker::visit(const ConstConstraint &constraint) {
    const Value &only = kept(*constraint.getValue());
    return check.compare(value, only) == 0 || expected(only.description());
}

bool Checker::visit(const EnumConstraint &constraint) {
    bool isRight = false;
    std::string list;
    size_t count = 0;
    constraint.applyToValues([&](const valijson::adapters::FrozenValue &frozen) {
        const Value &choice = kept(frozen);
        isRight = check.compare(value, choice) == 0;
        if (faults && count++ < 10) list += (list.empty() ? "" : ", ") + choice.description();
        return !isRight;
    });
    return isRight || expected("one of " + list + (count > 10 ? " and more" : ""));
}

// MARK: - Numbers

bool Checker::visit(const PolyConstraint &constraint) {
    const auto &bound = static_cast<const Bound &>(constraint);
    return !value.isNumeric() || bound.allows(value) || expected(bound.expectation());
}

// MARK: - Texts

size_t Checker::length() const {
    check.spend(value.text.size() / 64);
    return static_cast<size_t>(std::count_if(value.text.begin(), value.text.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
    }));
}

bool Checker::isLength(size_t length, bool isRight, const std::string &limit, const char *one, const char *many) {
    if (isRight) return true;
    return fault(
        "expected " + limit + " " + many + ", but got " + std::to_string(length) + " " + (length == 1 ? one : many));
}

bool Checker::visit(const MaxLengthConstraint &constraint) {
    if (!value.is(Value::Kind::string)) return true;
    const uint64_t limit = constraint.getMaxLength(), count = length();
    return isLength(count, count <= limit, "at most " + std::to_string(limit), "character", "characters");
}

bool Checker::visit(const MinLengthConstraint &constraint) {
    if (!value.is(Value::Kind::string)) return true;
    const uint64_t limit = constraint.getMinLength(), count = length();
    return isLength(count, count >= limit, "at least " + std::to_string(limit), "character", "characters");
}

bool Checker::visit(const PatternConstraint &constraint) {
    if (!value.is(Value::Kind::string)) return true;
    std::string pattern;
    constraint.getPattern(pattern);
    return check.finds(pattern, value.text) || expected("a text that matches the pattern " + quoted(pattern));
}

bool Checker::visit(const FormatConstraint &constraint) {
    if (!value.is(Value::Kind::string)) return true;
    check.spend(1 + value.text.size() / 16);
    return hasFormat(constraint.getFormat(), value.text) ||
        expected("a text of the format " + quoted(constraint.getFormat()));
}

}  // namespace draft7
