import CLuaHost
import Testing

@Suite struct SanitizerTests {
    /// A clean run of the other tests under a sanitizer means something only if it can see the blocks of an execution.
    @Test(.enabled(if: isSanitized)) func aPlantedOverrunEndsTheProcess() async {
        await #expect(processExitsWith: .failure) {
            _ = clh_overrun()
        }
    }

    @Test(.enabled(if: !isSanitized)) func thereIsNoOverrunWithoutSanitizer() {
        #expect(!clh_overrun())
    }
}
