package io.reco.embeddings.format;

/** An id has a blank, the format ends ids with one, and {@link Blanks#REFUSE} is the policy. */
public final class BlankInIdException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String problem;

    BlankInIdException(int row, String id, String what) {
        super(problem(row, id, what) + "; Blanks.UNDERSCORE or PERCENT replaces it");
        problem = problem(row, id, what);
    }

    private static String problem(int row, String id, String what) {
        return "row " + row + ": id '" + id + "' " + what;
    }

    /** The message without its advice, for callers whose users choose the policy in another way. */
    public String problem() {
        return problem;
    }
}
