import FlowModel
import Testing

@Suite struct KeyedValuesTests {
    @Test func storesSorted() {
        var object: JSONObject = [:]
        for key in ["m", "b", "z", "a", "m"] { object[key] = .string(key) }
        #expect(object.keys == ["a", "b", "m", "z"])
        object["b"] = nil
        object["absent"] = nil
        #expect(object.keys == ["a", "m", "z"])
        #expect(object["z"] == "z")
        #expect(object["b"] == nil)
    }

    @Test func lastOfEqualKeysStays() {
        let object = JSONObject([
            .init(key: "b", value: 1), .init(key: "a", value: 2), .init(key: "b", value: 3), .init(key: "a", value: 4),
        ])
        #expect(object == ["a": 4, "b": 3])
    }

    @Test func mergeReplaces() {
        var object: JSONObject = ["a": 1, "b": 2]
        object.merge(["b": 3, "c": 4])
        #expect(object == ["a": 1, "b": 3, "c": 4])
    }
}
