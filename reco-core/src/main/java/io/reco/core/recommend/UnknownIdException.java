package io.reco.core.recommend;

/** A query names an id that the model does not know, and the policy is {@link UnknownIdPolicy#FAIL}. */
public final class UnknownIdException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Names the kind of id ("track", "character", "artist", "playlist") and the id. */
    public UnknownIdException(String kind, String id) {
        super("unknown " + kind + " '" + id + "'; UnknownIdPolicy.WARN or IGNORE would go on without it");
    }
}
