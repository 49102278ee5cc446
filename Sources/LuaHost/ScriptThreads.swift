import Glibc
import Synchronization

/// Threads for scripts: a task executor beside Swift's cooperative pool, with 8 MiB of stack each.
///
/// Steps take up to a time slice, and deep recursion of C functions in Lua needs more stack than Swift gives.
///
/// ```swift
/// await withTaskExecutorPreference(ScriptThreads.shared) { … sandbox.step() … }
/// ```
public final class ScriptThreads: TaskExecutor {
    /// As many threads as the machine has processors, and one for whoever waits for the disk.
    public static let shared = ScriptThreads(count: processorCount + 1)
    /// How many processors the machine has.
    public static let processorCount = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

    private let queue = Queue()

    /// Starts threads that live as long as the process.
    ///
    /// - Parameter count: How many.
    public init(count: Int) {
        for _ in 0..<max(1, count) { startThread() }
    }

    /// Adds a job to those that wait for a thread.
    public func enqueue(_ job: consuming ExecutorJob) {
        queue.add(UnownedJob(job))
    }

    private func startThread() {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setstacksize(&attributes, 8 * 1024 * 1024)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self).toOpaque()
        let failure = pthread_create(
            &thread, &attributes,
            { context in
                guard let context else { return nil }
                let owner = Unmanaged<ScriptThreads>.fromOpaque(context).takeRetainedValue()
                while true { owner.queue.take().runSynchronously(on: owner.asUnownedTaskExecutor()) }
            }, context)
        pthread_attr_destroy(&attributes)
        precondition(failure == 0, "a thread for scripts can be started")
    }

    /// Jobs in the order of their coming, guarded by a pthread mutex because takers must sleep.
    private final class Queue: @unchecked Sendable {
        // Both are only touched through their pthread functions; `jobs` only while `lock` is held.
        private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
        private let filled = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
        private var jobs: [UnownedJob] = []
        private var first = 0

        init() {
            pthread_mutex_init(lock, nil)
            pthread_cond_init(filled, nil)
        }

        deinit {
            lock.deallocate()
            filled.deallocate()
        }

        func add(_ job: UnownedJob) {
            pthread_mutex_lock(lock)
            jobs.append(job)
            pthread_cond_signal(filled)
            pthread_mutex_unlock(lock)
        }

        func take() -> UnownedJob {
            pthread_mutex_lock(lock)
            while first == jobs.count { pthread_cond_wait(filled, lock) }
            let job = jobs[first]
            first += 1
            if first > 1024 {
                jobs.removeFirst(first)
                first = 0
            }
            pthread_mutex_unlock(lock)
            return job
        }
    }
}
