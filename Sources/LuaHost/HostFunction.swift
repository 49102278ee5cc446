import Synchronization

/// A method of a class, as host calls name it.
///
/// Points to names that live as long as the process, so that a host call carries it without counting references. There
/// are as many as host methods have names in the program.
struct HostFunction: @unchecked Sendable {
    struct Names: Hashable {
        let className: String
        let method: String
    }

    private let pointer: UnsafePointer<Names>

    private static let known = Mutex<[Names: HostFunction]>([:])

    private init(pointer: UnsafePointer<Names>) {
        self.pointer = pointer
    }

    var names: Names { pointer.pointee }

    /// The one that stands for these names, wherever it is asked for.
    static func named(_ className: String, _ method: String) -> HostFunction {
        let names = Names(className: className, method: method)
        return known.withLock { known in
            if let function = known[names] { return function }
            let memory = UnsafeMutablePointer<Names>.allocate(capacity: 1)
            memory.initialize(to: names)
            let function = HostFunction(pointer: UnsafePointer(memory))
            known[names] = function
            return function
        }
    }
}
