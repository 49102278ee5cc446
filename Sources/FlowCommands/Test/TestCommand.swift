import ArgumentParser
import FlowConnectors
import FlowModel
import FlowTestKit
import LuaHost

/// `moonflow test`: runs the specs of flows.
struct TestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Tests flows with specs written in Lua.",
        discussion: """
            A spec is a file NAME.spec.lua beside the flows that it tests:

              test("asks before the invoice", function(t)
                  t:stub_flow("ship", {parcel = 7})
                  t:stub_message("Send the invoice?", {ok = true}, {after = 3600})
                  local run = t:run("order", {address = "Here"})
                  t:equal(run.status, "ENDED_SUCCESS")
                  t:equal(run.output.parcel, {parcel = 7})
                  t:equal(run.elapsed, 3600 + 86400)    -- it slept a day
                  t:equal(t:calls("ship")[1].inputs, {address = "Here"})
              end)

            Time is virtual: sleeps are jumped over, and os.time() is the time of the run. Each test is run in a \
            sandbox of its own, each run on a store of its own, in memory. Flows of the folder that have no stub run \
            as they are.

            Stubs stand in for what a flow needs. The answer is a value, or a function:

              t:stub_flow("ship", function(inputs, call)
                  if call.number == 1 then error("down", 0) end    -- it fails
                  return {parcel = 8}, 60                          -- after 60 s
              end)
              t:stub_message(SUBJECT, RESPONSE)             "*" for any subject
              t:stub_connection(TYPE, ANSWER, {name = CONNECTOR})
              {after = SECONDS} as last argument            the answer comes later

            What nobody answers stays open, and the run rests there:

              local run = t:run("order")        run.status is WAITING_RESPONSE
              print(run.waits_for)              an answer to the message '...'
              run:answer("Send the invoice?", {ok = true})
              run:advance(SECONDS)  run:finish()
              run:cancel()  run:pause()  run:resume()
              t:start("poller")                 runs it for no time: go on with
                                                run:advance(SECONDS)

            Clock, chance, and the settings that there are at the start:

              t:run("order", {}, {at = "2026-01-31T22:00:00Z", seed = 7,
                                  settings = {limit = 5}})

            A run has status, message, output, error, elapsed, logs, children, messages, settings, time, waits_for. \
            Checks are \
            t:equal, t:unequal, t:truthy, t:falsy, t:matches, t:near, t:logged(run, TEXT) and t:fail. \
            before_each(function(t) ... end) runs before every test.

            After every wait the execution is dropped from memory and replayed from its journal, as after a restart. \
            --crash-everywhere also kills the engine before and after each commit, goes on, and compares status, \
            output, log, journal and the calls of stubs. A stub is asked once for each question, however often the \
            flow has to ask.

            Exit code 1 when a test failed.

            Examples:

              moonflow test                        all specs below this folder
              moonflow test flows/order.lua --filter invoice
              moonflow test --crash-everywhere
              moonflow test --json | jq '.[].tests[] | select(.passed | not)'
            """
    )

    @Argument(
        help: ArgumentHelp("Specs, flows with a spec beside them, or folders; this folder unless given."),
        completion: .file(extensions: ["lua"]))
    var files: [String] = []

    @Option(name: .long, help: ArgumentHelp("Run only tests whose name contains this.", valueName: "text"))
    var filter: String?

    @Flag(name: .long, help: "Print the results as a JSON array, one element a spec.")
    var json = false

    @Flag(name: .long, help: "Kill the engine at every commit, go on, and compare.")
    var crashEverywhere = false

    @Flag(name: .long, inversion: .prefixedNo, help: "Replay an execution whenever it has waited.")
    var alwaysReplay = true

    @Option(name: .long, help: ArgumentHelp("What math.random of flows starts from.", valueName: "number"))
    var seed: UInt64 = 1

    @Option(
        name: .long,
        help: ArgumentHelp("Real time that a test may take, and its kills together.", valueName: "seconds"))
    var timeout = 20.0

    func validate() throws {
        guard timeout >= 0.1, timeout <= 86_400 else {
            throw ValidationError("--timeout must be 0.1 to 86400 (seconds).")
        }
    }

    func run() async throws {
        let reports: [SpecReport]
        do throws(CommandFailure) {
            reports = try await run(try SpecFiles.find(files.isEmpty ? ["."] : files))
        } catch {
            throw Console.report(error).code
        }
        let failed = reports.map(\.failed).reduce(0, +)
        if json {
            try Console.print(JSONWriter.prettyText(.array(reports.map(\.record))))
        } else {
            try Console.print(reporter.summary(of: reports))
        }
        if failed == 0, reports.allSatisfy({ $0.results.isEmpty }) {
            throw Console.report(
                CommandFailure("no test has '\(filter ?? "")' in its name; leave out --filter to see all")
            ).code
        }
        if failed > 0 { throw ExitStatus.error.code }
    }

    private var reporter: TestReporter { TestReporter(hasColours: Console.isTerminal(.output)) }

    private var options: SpecOptions {
        var options = SpecOptions()
        options.alwaysReplays = alwaysReplay
        options.crashesEverywhere = crashEverywhere
        options.filter = filter
        options.seed = seed
        options.interfaces = BundledConnectors.interfaces
        options.timeout = .milliseconds(Int64(timeout * 1000))
        return options
    }

    private func run(_ paths: [String]) async throws(CommandFailure) -> [SpecReport] {
        let runner: SpecRunner
        do throws(SandboxError) {
            runner = try SpecRunner(options: options)
        } catch {
            throw CommandFailure("\(error)", status: .internal)
        }
        var reports: [SpecReport] = []
        for path in paths {
            let spec = try SpecFiles.read(path)
            let (reporter, isQuiet) = (reporter, json)
            if !isQuiet { try print(Console.printable(path)) }
            let report = await runner.run(spec) { result in
                // What cannot be written is noticed at the end.
                if !isQuiet { try? Console.print(reporter.text(of: result, in: spec)) }
            }
            if !isQuiet, let failure = report.failure { try print("  FAIL\n\(reporter.text(of: failure, in: spec))") }
            reports.append(report)
        }
        return reports
    }

    private func print(_ text: String) throws(CommandFailure) {
        do {
            try Console.print(text)
        } catch {
            throw CommandFailure("the results are lost", status: .unwritable)
        }
    }
}
