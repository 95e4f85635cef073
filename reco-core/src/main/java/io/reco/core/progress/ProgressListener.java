package io.reco.core.progress;

/**
 * Hears of the progress of long work. The worker calls {@link #start}, then {@link #advance} any number of times from any
 * of its threads, then {@link #end}, also when it fails; tasks follow each other and are not nested.
 *
 * <p>Implementations must be safe for several threads and quick, and must not throw.
 */
public interface ProgressListener {

    /** Total of a task whose length is not known. */
    long UNKNOWN = -1;

    /**
     * A task begins; one that is still open ends.
     *
     * @param task what is done, in a few words
     * @param total number of units, or {@link #UNKNOWN}
     * @param unit what is counted, in the plural, such as {@code events}
     */
    void start(String task, long total, String unit);

    /** So many more units are done; at least 0. */
    void advance(long units);

    /** Something worth telling, such as the loss of an epoch. */
    void message(String text);

    /** The task is over. Without an open task, nothing happens. */
    void end();

    /** Returns the listener that ignores everything. */
    static ProgressListener none() {
        return NoProgress.INSTANCE;
    }
}
