package io.reco.eval.run;

import io.reco.core.data.IdMap;
import io.reco.eval.metric.ListResolver;
import io.reco.eval.metric.RankedItems;
import io.reco.eval.metric.Truth;
import java.io.IOException;

/**
 * Writes qrels and runs that trec_eval reads: fields separated by a space, lines ended by LF. Ids with ASCII white space are refused,
 * because the format cannot hold them.
 */
public final class TrecWriter {
    private TrecWriter() {}

    /**
     * Writes lines {@code query 0 item grade}, users in order, items by index.
     *
     * @param qrels judgements
     * @param items of the {@link RunFiles} that read them
     * @param out where to
     * @throws IllegalArgumentException for an id that the format cannot hold
     */
    public static void writeQrels(Qrels qrels, IdMap items, Appendable out) throws IOException {
        for (int u = 0; u < qrels.users().size(); u++) {
            String user = checked(qrels.users().id(u));
            Truth truth = qrels.truth(u);
            for (int i = 0; i < truth.size(); i++) {
                out.append(user).append(" 0 ").append(checked(items.id(truth.item(i))));
                out.append(' ').append(Integer.toString(truth.grade(i))).append('\n');
            }
        }
    }

    /**
     * Writes lines {@code query Q0 item rank score tag} in their final order, of all users of the run; averaged ties are in code-point
     * order. The score is {@code n - rank + 1}: trec_eval cuts scores to float and
     * orders equal ones by id, descending, so that original scores could be read in another order than the one they stand for here.
     *
     * @param run lists
     * @param items of the {@link RunFiles} that read it
     * @param resolver order of ties, and what to do with duplicates
     * @param tag last field of every line, without white space
     * @param out where to
     * @throws IllegalArgumentException for an id that the format cannot hold, a list of more than 2^24 items (whose ranks are no floats),
     *     and a duplicate that the resolver refuses
     */
    public static void writeRun(Run run, IdMap items, ListResolver resolver, String tag, Appendable out)
            throws IOException {
        checked(tag);
        for (int u = 0; u < run.users().size(); u++) {
            String user = checked(run.users().id(u));
            RankedItems list = resolved(run, u, resolver);
            if (list.size() > 1 << 24) {
                throw new IllegalArgumentException(
                        "the list of '" + user + "' has " + list.size() + " items, expected at most " + (1 << 24));
            }
            for (int i = 0; i < list.size(); i++) {
                out.append(user).append(" Q0 ").append(checked(items.id(list.item(i))));
                out.append(' ').append(Integer.toString(i + 1));
                out.append(' ').append(Integer.toString(list.size() - i));
                out.append(' ').append(tag).append('\n');
            }
        }
    }

    private static RankedItems resolved(Run run, int user, ListResolver resolver) {
        try {
            return resolver.resolve(run.items(user), run.scores(user));
        } catch (IllegalArgumentException e) { // knows the item alone
            throw new IllegalArgumentException(
                    run.name() + ", user '" + run.users().id(user) + "': " + e.getMessage(), e);
        }
    }

    private static String checked(String id) {
        if (id.isEmpty() || id.chars().anyMatch(Lines::blank)) {
            throw new IllegalArgumentException(
                    "'" + id + "' is empty or has white space, which TREC files cannot hold");
        }
        return id;
    }
}
