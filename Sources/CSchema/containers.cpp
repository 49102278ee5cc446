// What constraints on arrays and objects ask for.
#include "checker.hpp"
#include "names.hpp"

#include <algorithm>

namespace draft7 {

// MARK: - Arrays

bool Checker::visit(const MaxItemsConstraint &constraint) {
    if (!value.is(Value::Kind::array)) return true;
    const uint64_t limit = constraint.getMaxItems(), count = value.items.size();
    return isLength(count, count <= limit, "at most " + std::to_string(limit), "element", "elements");
}

bool Checker::visit(const MinItemsConstraint &constraint) {
    if (!value.is(Value::Kind::array)) return true;
    const uint64_t limit = constraint.getMinItems(), count = value.items.size();
    return isLength(count, count >= limit, "at least " + std::to_string(limit), "element", "elements");
}

bool Checker::visit(const SingularItemsConstraint &constraint) {
    if (!value.is(Value::Kind::array)) return true;
    bool isRight = true;
    for (size_t index = 0; index < value.items.size() && (isRight || faults) && !hasEnough(); index++) {
        const Place where{&place, {}, index, true};
        isRight = childFits(value.items[index], where, *constraint.getItemsSubschema()) && isRight;
    }
    return isRight;
}

bool Checker::visit(const LinearItemsConstraint &constraint) {
    if (!value.is(Value::Kind::array)) return true;
    bool isRight = true;
    constraint.applyToItemSubschemas([&](unsigned index, const valijson::Subschema *schema) {
        if (index >= value.items.size()) return false;
        const Place where{&place, {}, index, true};
        isRight = childFits(value.items[index], where, *schema) && isRight;
        return isRight || faults;
    });
    const size_t count = constraint.getItemSubschemaCount();
    if ((!isRight && !faults) || value.items.size() <= count) return isRight;
    const auto *rest = constraint.getAdditionalItemsSubschema();
    if (!rest) {
        return isLength(value.items.size(), false, "at most " + std::to_string(count), "element", "elements");
    }
    for (size_t index = count; index < value.items.size() && (isRight || faults) && !hasEnough(); index++) {
        const Place where{&place, {}, index, true};
        isRight = childFits(value.items[index], where, *rest) && isRight;
    }
    return isRight;
}

bool Checker::visit(const ContainsConstraint &constraint) {
    if (!value.is(Value::Kind::array)) return true;
    for (const Value &item : value.items) {
        if (Checker(check, item, place, nullptr).fits(*constraint.getSubschema())) return true;
    }
    return fault("expected an element that fits the schema of contains, but there is none");
}

bool Checker::visit(const UniqueItemsConstraint &) {
    if (!value.is(Value::Kind::array)) return true;
    std::vector<size_t> order(value.items.size());
    for (size_t index = 0; index < order.size(); index++) order[index] = index;
    std::sort(order.begin(), order.end(), [&](size_t left, size_t right) {
        const int difference = check.compare(value.items[left], value.items[right]);
        return difference == 0 ? left < right : difference < 0;
    });
    for (size_t index = 1; index < order.size(); index++) {
        if (check.compare(value.items[order[index - 1]], value.items[order[index]]) != 0) continue;
        return fault(
            "expected no element twice, but those at " + std::to_string(order[index - 1]) + " and " +
            std::to_string(order[index]) + " are equal");
    }
    return true;
}

// MARK: - Objects

bool Checker::visit(const MaxPropertiesConstraint &constraint) {
    if (!value.is(Value::Kind::object)) return true;
    const uint64_t limit = constraint.getMaxProperties(), count = value.items.size();
    return isLength(count, count <= limit, "at most " + std::to_string(limit), "property", "properties");
}

bool Checker::visit(const MinPropertiesConstraint &constraint) {
    if (!value.is(Value::Kind::object)) return true;
    const uint64_t limit = constraint.getMinProperties(), count = value.items.size();
    return isLength(count, count >= limit, "at least " + std::to_string(limit), "property", "properties");
}

bool Checker::visit(const RequiredConstraint &constraint) {
    if (!value.is(Value::Kind::object)) return true;
    bool isRight = true;
    constraint.applyToRequiredProperties([&](const auto &name) {
        check.spend(1);
        if (!value.find(view(name))) isRight = fault("the property " + quoted(view(name)) + " is missing");
        return isRight || faults;
    });
    return isRight;
}

bool Checker::visit(const PropertiesConstraint &constraint) {
    if (!value.is(Value::Kind::object)) return true;
    bool isRight = true;
    std::vector<bool> isKnown(value.items.size(), false);
    const auto child = [&](size_t index, const valijson::Subschema &schema) {
        isKnown[index] = true;
        const Place where{&place, value.names[index], 0, false};
        isRight = childFits(value.items[index], where, schema) && isRight;
        return isRight || faults;
    };
    constraint.applyToProperties([&](const auto &name, const valijson::Subschema *schema) {
        check.spend(1);
        const Value *found = value.find(view(name));
        return !found || child(static_cast<size_t>(found - value.items.data()), *schema);
    });
    if (!isRight && !faults) return false;
    constraint.applyToPatternProperties([&](const auto &pattern, const valijson::Subschema *schema) {
        for (size_t index = 0; index < value.items.size(); index++) {
            if (check.finds(view(pattern), value.names[index]) && !child(index, *schema)) return false;
        }
        return true;
    });
    if (!isRight && !faults) return false;
    const auto *rest = constraint.getAdditionalPropertiesSubschema();
    for (size_t index = 0; index < value.items.size(); index++) {
        if (isKnown[index]) continue;
        if (!rest) {
            isRight = fault("the property " + quoted(value.names[index]) + " is not allowed");
        } else {
            child(index, *rest);
        }
        if ((!isRight && !faults) || hasEnough()) return isRight;
    }
    return isRight;
}

bool Checker::visit(const PropertyNamesConstraint &constraint) {
    if (!value.is(Value::Kind::object)) return true;
    bool isRight = true;
    for (const auto name : value.names) {
        Value text;
        text.kind = Value::Kind::string;
        text.text = name;
        std::vector<Fault> tried;
        if (Checker(check, text, place, faults ? &tried : nullptr).fits(*constraint.getSubschema())) continue;
        isRight = fault(
            "the name " + quoted(name) + " is not allowed: " + (tried.empty() ? "it does not fit" : tried[0].message));
        if (!faults || hasEnough()) return false;
    }
    return isRight;
}

bool Checker::visit(const DependenciesConstraint &constraint) {
    if (!value.is(Value::Kind::object)) return true;
    bool isRight = true;
    constraint.applyToPropertyDependencies([&](const auto &name, const auto &needed) {
        check.spend(1 + needed.size());
        if (!value.find(view(name))) return true;
        for (const auto &other : needed) {
            if (value.find(view(other))) continue;
            isRight = fault(
                "the property " + quoted(view(other)) + " is missing, which " + quoted(view(name)) + " needs");
        }
        return isRight || faults;
    });
    if (!isRight && !faults) return false;
    constraint.applyToSchemaDependencies([&](const auto &name, const valijson::Subschema *schema) {
        check.spend(1);
        if (value.find(view(name))) isRight = fits(*schema) && isRight;
        return isRight || faults;
    });
    return isRight;
}

}  // namespace draft7
