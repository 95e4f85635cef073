package io.reco.rerank.config;

import java.util.Comparator;
import java.util.List;

/**
 * A surface file that is refused. The message has a line {@code file:line:column: what is wrong} for each problem, in the
 * order of the file, with the value and what would be accepted.
 */
public final class SurfaceFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /**
     * One thing that is wrong.
     *
     * @param line from 1
     * @param column from 1
     * @param message what, with the value and what is accepted
     */
    public record Problem(int line, int column, String message) {}

    private final String file;
    private final transient List<Problem> problems;

    SurfaceFormatException(String file, List<Problem> problems) {
        super(message(file, sorted(problems)));
        this.file = file;
        this.problems = sorted(problems);
    }

    private static List<Problem> sorted(List<Problem> problems) {
        return problems.stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .toList();
    }

    private static String message(String file, List<Problem> problems) {
        return String.join(
                System.lineSeparator(),
                problems.stream()
                        .map(p -> file + ":" + p.line() + ":" + p.column() + ": " + p.message())
                        .toList());
    }

    /** Name of the file as it was given. */
    public String file() {
        return file;
    }

    /** All problems, in the order of the file; at least one. */
    public List<Problem> problems() {
        return problems;
    }
}
