import FlowModel
import Testing

@Suite struct ExecutionSelectorTests {
    private static let id = ExecutionID(high: 0x0123_4567_89AB_7CDE, low: 0x8F01_2345_6789_ABCD)

    @Test(arguments: [
        ExecutionSelector(id), ExecutionSelector(id, in: [.normal, .trash]), ExecutionSelector(id, in: .trash),
        ExecutionSelector(id, in: []), ExecutionSelector(id, holding: .init(["name": "a"], isNew: true)),
        ExecutionSelector(id, in: .trash, holding: .init([:], isNew: false)),
    ])
    func isReadAsItIsWritten(_ selector: ExecutionSelector) {
        #expect(ExecutionSelector(objectID: selector.objectID) == selector)
    }

    @Test func aPlainOneIsItsID() {
        #expect(ExecutionSelector(Self.id).objectID == Self.id.description)
    }

    @Test(arguments: ["", "self", "+", "?01234567-89ab-7cde-8f01-23456789abcd", "{}", "{\"id\":1}", "{"])
    func nothingElseIsRead(_ text: String) {
        #expect(ExecutionSelector(objectID: text) == nil)
    }
}
