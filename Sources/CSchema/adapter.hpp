// Our values as valijson's parser reads them. Those that are read live longer than the adapters over them.
#pragma once

#include "value.hpp"

#include <iterator>
#include <utility>
#include <valijson/internal/adapter.hpp>
#include <valijson/internal/basic_adapter.hpp>
#include <valijson/internal/frozen_value.hpp>

namespace draft7 {

class ValueAdapter;
using Member = std::pair<std::string, ValueAdapter>;

inline const Value &emptyObject() {
    static const Value value = [] {
        Value object;
        object.kind = Value::Kind::object;
        return object;
    }();
    return value;
}

// Walks the elements of an array, or the members of an object.
template <typename Element> class Iterator {
public:
    using iterator_category = std::bidirectional_iterator_tag;
    using value_type = Element;
    using difference_type = std::ptrdiff_t;
    using pointer = Element *;
    using reference = Element &;

    Iterator(const Value &container, size_t index) : container(&container), index(index) {}

    Element operator*() const;
    valijson::adapters::DerefProxy<Element> operator->() const {
        return valijson::adapters::DerefProxy<Element>(**this);
    }

    bool operator==(const Iterator &other) const { return index == other.index; }
    bool operator!=(const Iterator &other) const { return index != other.index; }

    const Iterator &operator++() {
        index++;
        return *this;
    }
    Iterator operator++(int) {
        Iterator before(*this);
        index++;
        return before;
    }
    const Iterator &operator--() {
        index--;
        return *this;
    }
    void advance(std::ptrdiff_t count) { index = static_cast<size_t>(static_cast<std::ptrdiff_t>(index) + count); }

private:
    const Value *container;
    size_t index;
};

template <typename Element> class Container {
public:
    using const_iterator = Iterator<Element>;
    using iterator = Iterator<Element>;

    Container() : value(&emptyObject()) {}
    explicit Container(const Value &value) : value(&value) {}

    iterator begin() const { return iterator(*value, 0); }
    iterator end() const { return iterator(*value, value->items.size()); }
    size_t size() const { return value->items.size(); }

    iterator find(const std::string &name) const {
        const Value *found = value->find(name);
        return found ? iterator(*value, static_cast<size_t>(found - value->items.data())) : end();
    }

private:
    const Value *value;
};

// A value that a constraint keeps. The bytes it borrows from belong to the schema, as the constraint does.
class FrozenValue : public valijson::adapters::FrozenValue {
public:
    explicit FrozenValue(const Value &value) : value(&value) {}

    valijson::adapters::FrozenValue *clone() const override { return new FrozenValue(*value); }
    bool equalTo(const valijson::adapters::Adapter &, bool) const override { return false; }

    const Value &get() const { return *value; }

private:
    const Value *value;
};

class ReadValue {
public:
    ReadValue() : value(&emptyObject()) {}
    explicit ReadValue(const Value &value) : value(&value) {}

    valijson::adapters::FrozenValue *freeze() const { return new FrozenValue(*value); }

    std::optional<Container<ValueAdapter>> getArrayOptional() const {
        if (!isArray()) return std::nullopt;
        return Container<ValueAdapter>(*value);
    }
    std::optional<Container<Member>> getObjectOptional() const {
        if (!isObject()) return std::nullopt;
        return Container<Member>(*value);
    }
    bool getArraySize(size_t &size) const {
        size = value->items.size();
        return isArray();
    }
    bool getObjectSize(size_t &size) const {
        size = value->items.size();
        return isObject();
    }
    bool getBool(bool &result) const {
        result = value->boolean;
        return isBool();
    }
    bool getDouble(double &result) const {
        result = value->number;
        return isDouble();
    }
    bool getInteger(int64_t &result) const {
        result = value->integer;
        return isInteger();
    }
    bool getString(std::string &result) const {
        result = std::string(value->text);
        return isString();
    }

    static bool hasStrictTypes() { return true; }
    bool isArray() const { return value->is(Value::Kind::array); }
    bool isBool() const { return value->is(Value::Kind::boolean); }
    bool isDouble() const { return value->is(Value::Kind::number); }
    bool isInteger() const { return value->is(Value::Kind::integer); }
    bool isNull() const { return value->is(Value::Kind::null); }
    bool isNumber() const { return value->isNumeric(); }
    bool isObject() const { return value->is(Value::Kind::object); }
    bool isString() const { return value->is(Value::Kind::string); }

private:
    const Value *value;
};

class ValueAdapter
    : public valijson::adapters::BasicAdapter<
          ValueAdapter, Container<ValueAdapter>, Member, Container<Member>, ReadValue> {
public:
    ValueAdapter() : BasicAdapter() {}
    explicit ValueAdapter(const Value &value) : BasicAdapter(ReadValue(value)) {}
};

template <> inline ValueAdapter Iterator<ValueAdapter>::operator*() const {
    return ValueAdapter(container->items[index]);
}

template <> inline Member Iterator<Member>::operator*() const {
    return Member(std::string(container->names[index]), ValueAdapter(container->items[index]));
}

}  // namespace draft7

namespace valijson::adapters {

template <> struct AdapterTraits<draft7::ValueAdapter> {
    typedef draft7::Value DocumentType;

    static std::string adapterName() { return "ValueAdapter"; }
};

}  // namespace valijson::adapters
