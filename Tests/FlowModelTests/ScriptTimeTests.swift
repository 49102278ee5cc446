import FlowModel
import Testing

@Suite struct ScriptTimeTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000000+0000"), (1_000_001, "1970-01-01T00:00:01.000001+0000"),
        (-1, "1969-12-31T23:59:59.999999+0000"), (951_782_400_000_000, "2000-02-29T00:00:00.000000+0000"),
        (1_735_689_599_999_999, "2024-12-31T23:59:59.999999+0000"),
        (ScriptTime.range.upperBound.microseconds, "9999-12-31T23:59:59.999999+0000"),
        (ScriptTime.range.lowerBound.microseconds, "0001-01-01T00:00:00.000000+0000"),
        (-11_676_096_000_000_000, "1600-01-01T00:00:00.000000+0000"),
    ])
    func textOfMoments(_ microseconds: Int64, _ text: String) {
        #expect(ScriptTime(microseconds: microseconds).iso8601 == text)
        #expect(ScriptTime(iso8601: text)?.microseconds == microseconds)
    }

    @Test(arguments: [
        ("2024-03-01T12:00:00Z", 1_709_294_400_000_000), ("2024-03-01 12:00:00+01:00", 1_709_290_800_000_000),
        ("2024-03-01T12:00:00.5-0530", 1_709_314_200_500_000), ("2024-03-01T12:00:00.1234567Z", 1_709_294_400_123_456),
    ])
    func readsISO(_ text: String, _ microseconds: Int64) {
        #expect(ScriptTime(iso8601: text)?.microseconds == microseconds)
    }

    @Test(arguments: [
        "", "2024-03-01", "2024-03-01T12:00:00", "2023-02-29T00:00:00Z", "2024-13-01T00:00:00Z", "2024-00-01T00:00:00Z",
        "2024-04-31T00:00:00Z", "2024-01-01T24:00:00Z", "2024-01-01T00:00:60Z", "2024-01-01T00:00:00.Z",
        "2024-01-01T00:00:00+1", "2024-01-01T00:00:00Zx", "0000-01-01T00:00:00Z", "+024-01-01T00:00:00Z",
    ])
    func refusesISO(_ text: String) {
        #expect(ScriptTime(iso8601: text) == nil)
    }

    @Test func everyDayOfFourCenturiesRoundTrips() {
        for day in stride(from: Int64(-170_000), to: 170_000, by: 1) {
            let time = ScriptTime(microseconds: day * 86_400_000_000)
            #expect(ScriptTime(iso8601: time.iso8601) == time)
        }
    }

    @Test func arithmeticSaturates() {
        let time = ScriptTime(microseconds: 0)
        #expect(time.advanced(bySeconds: 1.5).microseconds == 1_500_000)
        #expect(time.advanced(bySeconds: .infinity) == ScriptTime.range.upperBound)
        #expect(time.advanced(bySeconds: -1e300) == ScriptTime.range.lowerBound)
        #expect(time.advanced(bySeconds: .nan) == time)
        #expect(ScriptTime(seconds: 1e300) == nil)
        #expect(ScriptTime(seconds: .nan) == nil)
        #expect(ScriptTime(seconds: 1.25)?.microseconds == 1_250_000)
        #expect(ScriptTime(microseconds: -1).wholeSeconds == -1)
        #expect(ScriptTime(microseconds: -1).timeOfDay == "23:59:59")
    }
}
