import FlowModel
import Testing

@testable import FlowTestKit

@Suite struct JSONDifferenceTests {
    @Test func equalValuesHaveNone() {
        #expect(JSONDifference.all(["a": [1, ["b": nil]]], ["a": [1, ["b": nil]]]).isEmpty)
    }

    @Test func differencesAreAsDeepAsPossible() {
        let found = JSONDifference.all(["a": [1, ["b": 2], 3], "c": 1], ["a": [1, ["b": 2.0]], "d": true])
        #expect(
            found.map(\.description) == [
                ".a[2].b: got 2, expected 2.0", ".a[3]: got 3, expected nothing", ".c: got 1, expected nothing",
                ".d: got nothing, expected true",
            ])
        #expect(JSONDifference.all(1, "x").map(\.description) == ["value: got 1, expected \"x\""])
    }
}
