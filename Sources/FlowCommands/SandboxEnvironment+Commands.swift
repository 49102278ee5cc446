import FlowEngine
import LuaHost

extension SandboxEnvironment {
    /// What flow scripts can reach.
    static func forCommands() throws(CommandFailure) -> SandboxEnvironment {
        do throws(SandboxError) {
            return try .flow()
        } catch {
            throw CommandFailure("\(error)", status: .internal)
        }
    }
}
