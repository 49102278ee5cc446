/// The host itself cannot run a script: no safe Lua library, no address space, or a call out of order.
public struct SandboxError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong and what to do.
    public let message: String

    package init(message: String) {
        self.message = message
    }

    /// The message.
    public var description: String { message }
}
