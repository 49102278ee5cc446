import FlowModel
import Testing

@Suite struct RecordSuffixTests {
    private let id = RecordID("01890a5d-ac96-774b-bcce-b302099a8057")

    @Test(
        arguments: [
            ("8057", true), ("99A8057", true), ("bcce-b302099a8057", true), ("8058", false),
            ("01890a5d-ac96-774b-bcce-b302099a8057", true), ("11890a5dac96774bbcceb302099a8057", false),
        ])
    func matching(_ text: String, _ matches: Bool) throws {
        let (id, suffix) = (try #require(id), try #require(RecordSuffix(text)))
        #expect(suffix.matches(id) == matches)
        if matches { #expect(suffix.lastBytes == [0x80, 0x57]) }
    }

    @Test(arguments: ["", "805", "--8-0-5", "805g", "８０５７", "001890a5dac96774bbcceb302099a8057"])
    func noEndOfAnID(_ text: String) {
        #expect(RecordSuffix(text) == nil)
    }
}
