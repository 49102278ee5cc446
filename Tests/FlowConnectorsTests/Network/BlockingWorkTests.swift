import Dispatch
import Testing

@testable import FlowConnectors

@Suite(.timeLimit(.minutes(10))) struct BlockingWorkTests {
    @Test func deafWorkIsNotWaitedFor() async {
        let (started, signal) = AsyncStream<Void>.makeStream()
        let end = DispatchSemaphore(value: 0)
        let task = Task {
            await BlockingWork.run(stackSize: 1 << 20, patience: .milliseconds(1), abandoned: "abandoned") { _ in
                signal.yield()
                end.wait()
                return "done"
            }
        }
        for await _ in started { break }
        task.cancel()
        #expect(await task.value == "abandoned")
        end.signal()
    }

    @Test func workThatEndsIsHeard() async {
        let value = await BlockingWork.run(stackSize: 64 << 20, patience: .seconds(1), abandoned: 0) { _ in 7 }
        #expect(value == 7)
        let cancelled = Task {
            await BlockingWork.run(stackSize: 1 << 20, patience: .seconds(600), abandoned: 0) { cancellation in
                while !cancellation.isRequested {}
                return 8
            }
        }
        cancelled.cancel()
        #expect(await cancelled.value == 8)
    }
}
