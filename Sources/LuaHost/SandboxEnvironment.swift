internal import CLuaHost

/// What all executions of one kind share: the host interface and the modules that scripts can require.
///
/// Making one opens a Lua state twice and keeps it as an image; a sandbox is a copy of that image. Make it once.
public final class SandboxEnvironment: @unchecked Sendable {
    // Unchecked Sendable because these and the C side are immutable after the initializer.

    /// The methods of all classes, one class after the other, as the shim numbers them.
    ///
    /// A plain table, because it is read at every host call.
    private let functions: UnsafeMutablePointer<HostFunction>
    /// Where each class begins in the table.
    private let firstFunctions: UnsafeMutablePointer<Int>
    /// The ids of the objects that are global variables, as the shim numbers them.
    private let objectIDs: UnsafeMutableBufferPointer<String>
    let handle: OpaquePointer
    /// The host objects and methods.
    public let interface: HostInterface
    /// What scripts can `require`.
    public let modules: [Script]
    /// What runs once before every script.
    public let preludes: [Script]
    /// What gives scripts their tasks.
    public let tasks: Script?

    /// The version of what the host itself shows to scripts: raised when a change of the C shim could let a script run
    /// otherwise than before.
    public static let hostVersion: Int64 = 2

    /// Builds the environment and checks the Lua library it runs on.
    ///
    /// - Parameters:
    ///   - interface: Host objects and methods.
    ///   - modules: What scripts can `require`, compiled with `Script.module`.
    ///   - preludes: Modules that run once, now, with a function `raise(type, message)` and a table of the global host objects
    ///     as arguments; what they return is the global variable of their name, and what `require` gives for it. They cost memory in every sandbox and no time.
    ///   - tasks: The module that gives scripts their tasks, if they shall have any: `stdlib/flow.lua`, or one that uses the
    ///     same functions. Its chunk gets them as a second argument; no other code can reach them.
    /// - Throws: `SandboxError` when the Lua library is not one that the host can make safe, or a global names an
    ///   unknown class.
    public init(
        interface: HostInterface, modules: [Script] = [], preludes: [Script] = [], tasks: Script? = nil
    ) throws(SandboxError) {
        (self.interface, self.modules, self.preludes, self.tasks) = (interface, modules, preludes, tasks)
        let methods = interface.classes.map { hostClass in
            hostClass.methods.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        }
        functions = .allocate(capacity: max(1, methods.map(\.count).reduce(0, +)))
        firstFunctions = .allocate(capacity: max(1, methods.count))
        var next = 0
        for (number, hostClass) in interface.classes.enumerated() {
            (firstFunctions + number).initialize(to: next)
            for method in methods[number] {
                (functions + next).initialize(to: HostFunction.named(hostClass.name, method))
                next += 1
            }
        }
        let keep = CStrings()
        var classes: [clh_class] = []
        for (number, each) in interface.classes.enumerated() {
            let names = keep.array(methods[number])
            classes.append(
                clh_class(
                    name: keep.copy(each.name), methods: names, method_count: UInt32(methods[number].count),
                    words: keep.words(each.constants), words_count: UInt32(each.constants.count)))
        }
        var objects: [clh_object_name] = []
        for (global, object) in interface.globals.sorted(by: { $0.key < $1.key }) {
            guard let number = interface.classes.firstIndex(where: { $0.name == object.className }) else {
                throw SandboxError(
                    message: "the global '\(global)' is of class '\(object.className)', which the interface lacks")
            }
            objects.append(
                clh_object_name(global: keep.copy(global), class_number: UInt32(number), id: keep.copy(object.id)))
        }
        let ids = interface.globals.sorted { $0.key < $1.key }.map(\.value.id)
        objectIDs = .allocate(capacity: ids.count)
        _ = objectIDs.initialize(from: ids)
        var modules = modules.map(keep.module)
        if let tasks {
            var module = keep.module(tasks)
            module.makes_tasks = true
            modules.append(module)
        }
        let preludes = preludes.map(keep.module)
        let messages = MessageBuffer()
        let created = clh_environment_create(
            classes, UInt32(classes.count), objects, UInt32(objects.count), modules, UInt32(modules.count),
            preludes, UInt32(preludes.count), messages.bytes, messages.size)
        guard let created else {
            throw SandboxError(
                message:
                    "the Lua library cannot be made safe: \(messages.text). Run `moonflow doctor` for the whole report")
        }
        handle = created
    }

    deinit {
        clh_environment_free(handle)
        functions.deallocate()
        firstFunctions.deallocate()
        objectIDs.deinitialize().deallocate()
    }

    /// The id of an object that is a global variable; nil for the number of any other.
    func objectID(_ number: UInt32) -> String? {
        Int(number) < objectIDs.count ? objectIDs[Int(number)] : nil
    }

    func function(_ number: UInt32, ofClass classNumber: UInt32) -> HostFunction {
        functions[firstFunctions[Int(classNumber)] + Int(number)]
    }
}

/// C copies of strings that live as long as this object.
private final class CStrings {
    private var blocks: [UnsafeMutableRawPointer] = []

    deinit { for block in blocks { block.deallocate() } }

    func copy(_ bytes: [UInt8]) -> UnsafePointer<CChar> {
        let block = UnsafeMutableRawPointer.allocate(byteCount: bytes.count + 1, alignment: 8)
        block.copyMemory(from: bytes, byteCount: bytes.count)
        block.storeBytes(of: 0, toByteOffset: bytes.count, as: UInt8.self)
        blocks.append(block)
        return UnsafePointer(block.assumingMemoryBound(to: CChar.self))
    }

    func copy(_ text: String) -> UnsafePointer<CChar> { copy([UInt8](text.utf8)) }

    func module(_ script: Script) -> clh_module {
        clh_module(
            name: copy(script.name), bytecode: copy(script.bytecode), length: script.bytecode.count,
            makes_tasks: false)
    }

    func words(_ constants: [String: [String]]) -> UnsafePointer<clh_words> {
        let block = UnsafeMutableRawPointer.allocate(
            byteCount: max(1, constants.count) * MemoryLayout<clh_words>.stride, alignment: 8)
        blocks.append(block)
        let array = block.bindMemory(to: clh_words.self, capacity: constants.count)
        for (index, group) in constants.sorted(by: { $0.key < $1.key }).enumerated() {
            let values = group.value.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            (array + index).initialize(
                to: clh_words(name: copy(group.key), values: self.array(values), value_count: UInt32(values.count)))
        }
        return UnsafePointer(array)
    }

    func array(_ texts: [String]) -> UnsafePointer<UnsafePointer<CChar>?> {
        let block = UnsafeMutableRawPointer.allocate(
            byteCount: max(1, texts.count) * MemoryLayout<UnsafePointer<CChar>?>.stride, alignment: 8)
        blocks.append(block)
        let array = block.bindMemory(to: UnsafePointer<CChar>?.self, capacity: texts.count)
        for (index, text) in texts.enumerated() { (array + index).initialize(to: copy(text)) }
        return UnsafePointer(array)
    }
}
