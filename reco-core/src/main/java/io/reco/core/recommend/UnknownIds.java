package io.reco.core.recommend;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies the policy to unknown ids of one kind and counts them over all queries of a model. Thread-safe. */
public final class UnknownIds {
    /** After the first warning of a kind, one in this many unknown ids is logged. */
    static final int WARN_EVERY = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(UnknownIds.class);

    private final String modelName;
    private final String kind;
    private final UnknownIdPolicy policy;
    private final AtomicLong seen = new AtomicLong();

    /** Names the model and the kind of id ("track", "character", "artist", "playlist") for messages. */
    public UnknownIds(String modelName, String kind, UnknownIdPolicy policy) {
        this.modelName = modelName;
        this.kind = kind;
        this.policy = policy;
    }

    /**
     * Treats one unknown id by the policy.
     *
     * @throws UnknownIdException if the policy says to fail
     */
    public void report(String id) {
        switch (policy) {
            case FAIL -> throw new UnknownIdException(kind, id);
            case WARN -> {
                long before = seen.getAndIncrement();
                if (before % WARN_EVERY == 0) {
                    LOG.warn("{}: unknown {} '{}' left out ({} so far)", modelName, kind, id, before + 1);
                }
            }
            case IGNORE -> {}
        }
    }
}
