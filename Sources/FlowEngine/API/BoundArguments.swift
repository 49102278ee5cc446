public import FlowModel

/// The arguments of one call, checked and sorted by the parameters of its signature.
public struct BoundArguments: Sendable, Equatable {
    /// The values of positional and keyword parameters that were given, `null` included.
    public var named = KeyedValues<HostValue>()
    /// The arguments after the positional ones.
    public var rest: [HostValue] = []
    /// Keywords that no parameter is declared for, where the signature takes such.
    public var open = KeyedValues<HostValue>()

    /// The text of a parameter; `nil` when it was not given or is null.
    func text(_ name: String) -> String? {
        if case .string(let text)? = named[name] { text } else { nil }
    }
}

extension HostSignature {
    /// Sorts the arguments of a call by the parameters.
    ///
    /// A trailing table is keywords only once the declared positionals are filled, or where the next of them cannot
    /// be a table.
    ///
    /// - Throws: `InvalidInputError` naming function, parameter, and what was expected and given.
    public func bind(_ arguments: [HostValue]) throws(FlowError) -> BoundArguments {
        var bound = BoundArguments()
        var positional = arguments[...]
        if case .object(let keywords)? = arguments.last, takesTable(at: arguments.count - 1) {
            positional.removeLast()
            for entry in keywords.entries { try bind(keyword: entry.key, to: entry.value, in: &bound) }
        }
        for (index, value) in positional.enumerated() {
            if index < positionals.count {
                guard !value.isAbsent else { continue }
                let parameter = positionals[index]
                guard bound.named[parameter.name] == nil else {
                    throw failure("'\(parameter.name)' is given twice, by position and as a keyword")
                }
                bound.named[parameter.name] = try checked(value, for: parameter)
            } else if let rest {
                bound.rest.append(try checked(value.isAbsent ? .null : value, for: rest))
            } else {
                let count = positionals.count
                throw failure("takes \(count) argument\(count == 1 ? "" : "s"), but got \(positional.count)")
            }
        }
        for parameter in positionals + keywords where parameter.isRequired && bound.named[parameter.name] == nil {
            throw failure("\(parameter.name) is missing; expected \(parameter.type.name)")
        }
        if let rest, rest.isRequired, bound.rest.isEmpty {
            throw failure("\(rest.name) is missing; expected \(rest.type.name)")
        }
        return bound
    }

    private func takesTable(at index: Int) -> Bool {
        guard takesKeywords else { return false }
        return index >= positionals.count || !positionals[index].type.mayBeTable
    }

    private func bind(
        keyword name: String,
        to value: HostValue,
        in bound: inout BoundArguments
    ) throws(FlowError) {
        if let parameter = (positionals + keywords).first(where: { $0.name == name }), !isOpen(parameter) {
            bound.named[name] = try checked(value, for: parameter)
        } else if let openKeywords {
            bound.open[name] = try checked(value, for: openKeywords)
        } else {
            let names = (positionals + keywords).map(\.name)
            let near = NearestName.of(name, among: names).map { "did you mean '\($0)'?" }
            throw failure("has no parameter '\(name)'; \(near ?? "it takes \(names.joined(separator: ", "))")")
        }
    }

    /// Where any key may be given, the names of positional parameters are keys like all others
    /// (`set_output{value = 1}` sets the key `value`).
    private func isOpen(_ parameter: HostParameter) -> Bool {
        openKeywords != nil && positionals.contains(parameter)
    }

    private func checked(_ value: HostValue, for parameter: HostParameter) throws(FlowError) -> HostValue {
        if value == .null, !parameter.isRequired { return value }
        guard parameter.type.accepts(value) else {
            throw failure("\(parameter.name) expects \(parameter.type.name), but got \(value)")
        }
        return value
    }

    private func failure(_ message: String) -> FlowError {
        FlowError(.invalidInput, "\(name): \(message)")
    }
}
