import FlowModel
import FlowStore

/// Functions that list executions below another one: they show those that may be read.
extension CallAccess {
    /// The field by which each function lists.
    private static let listed = [
        "children": "parent_execution_id", "child_list": "parent_execution_id",
        "execution_list_parent_execution_id": "parent_execution_id", "child": "parent_execution_id",
        "execution_list_top_execution_id": "top_execution_id",
    ]

    /// Answers a call that lists executions below one that is not its own.
    ///
    /// - Returns: The answer; nil where everything that is listed may be read, or for another function.
    /// - Throws: `ResourceNotFoundError` for a child that may not be read, as for one that is not there.
    func listing(
        _ signature: HostSignature, _ arguments: [HostValue], _ context: CallContext
    ) throws -> HostCallAction? {
        guard signature.className == "Execution", let field = Self.listed[signature.name], let rights = try rights(),
            let id = receiver(context)?.id, let record = try execution(id), try !isOwn(record),
            let bound = try? signature.bind(arguments)
        else { return nil }
        // Of an execution that is no root, the list of its tree has itself alone.
        if field == "top_execution_id", record.topID != id { return nil }
        let select = bound.text("select")
        if signature.name == "child", select == nil { return nil }
        var shown = field == "top_execution_id" ? [id] : []
        let query = RecordQuery(
            type: "execution", reference: .init(field: field, target: id), moment: ScriptTime.range.upperBound)
        try forEachReadable(query, rights) { row in
            let isMeant = select.map { row.record.name == $0 || row.id.description == $0 } ?? true
            if row.id != id, isMeant { shown.append(row.id) }
        }
        guard let select else { return .returnValues([.array(shown.map { .reference(.execution($0)) })]) }
        guard let found = shown.last else {
            throw FlowError(.resourceNotFound, "there is no child '\(select)'")
        }
        return .returnValues([.reference(.execution(found))])
    }
}
