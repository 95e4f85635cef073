package io.reco.rerank.history;

import java.io.Serial;

/** A store of impressions could not do what it was asked; the cause tells why. */
public final class RecommendationHistoryException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * A failure.
     *
     * @param message what could not be done
     * @param cause why
     */
    public RecommendationHistoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
