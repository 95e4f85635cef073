package io.reco.examples.model;

import io.reco.core.data.IdMap;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Finds what a person may have meant: an id as it is, else a name without regard to case and accents, else the nearest ids
 * and names to choose from.
 */
public final class NameLookup {
    private static final int SUGGESTIONS = 5;

    private final String kind;
    private final IdMap ids;
    private final IntFunction<String> names;

    /**
     * A lookup.
     *
     * @param kind what is looked for, such as {@code artist}
     * @param ids raw ids
     * @param names name by index; empty if it has none
     */
    public NameLookup(String kind, IdMap ids, IntFunction<String> names) {
        this.kind = kind;
        this.ids = ids;
        this.names = names;
    }

    /**
     * The raw id that is meant.
     *
     * @throws IllegalArgumentException if there is none, or a name that several have; the message says which come near
     */
    public String find(String text) {
        if (ids.contains(text)) {
            return text;
        }
        String wanted = fold(text);
        List<Integer> named = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            if (!wanted.isEmpty()
                    && (fold(names.apply(i)).equals(wanted) || fold(ids.id(i)).equals(wanted))) {
                named.add(i);
            }
        }
        if (named.size() == 1) {
            return ids.id(named.get(0));
        }
        if (named.size() > 1) {
            throw new IllegalArgumentException(
                    named.size() + " " + kind + "s are named '" + text + "', say which by id: " + list(named));
        }
        List<Integer> near = nearest(wanted);
        throw new IllegalArgumentException(
                "no " + kind + " '" + text + "' here" + (near.isEmpty() ? "" : "; did you mean " + list(near) + "?"));
    }

    /** Those that contain the text, shortest first, then those a few letters away. */
    private List<Integer> nearest(String wanted) {
        record Candidate(int index, int cost) {}
        int limit = Math.max(1, wanted.length() / 3);
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            int cost = Math.min(cost(wanted, fold(names.apply(i)), limit), cost(wanted, fold(ids.id(i)), limit));
            if (cost != Integer.MAX_VALUE) {
                candidates.add(new Candidate(i, cost));
            }
        }
        return candidates.stream()
                .sorted(Comparator.comparingInt(Candidate::cost).thenComparing(Candidate::index, ids::compareIds))
                .limit(SUGGESTIONS)
                .map(Candidate::index)
                .toList();
    }

    private static int cost(String wanted, String name, int limit) {
        if (name.isEmpty() || wanted.isEmpty()) {
            return Integer.MAX_VALUE;
        }
        int distance = distance(wanted, name, limit);
        if (distance <= limit) {
            return distance;
        }
        return name.contains(wanted) ? limit + name.length() - wanted.length() : Integer.MAX_VALUE;
    }

    /** Levenshtein distance, or any number above the limit if it is above it. */
    private static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) > limit) {
            return limit + 1;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            int least = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
                least = Math.min(least, row[j]);
            }
            if (least > limit) {
                return least;
            }
        }
        return row[b.length()];
    }

    private String list(List<Integer> found) {
        List<String> texts = found.stream()
                .limit(SUGGESTIONS)
                .map(i -> "'" + ids.id(i) + "'" + (names.apply(i).isEmpty() ? "" : " (" + names.apply(i) + ")"))
                .toList();
        return String.join(", ", texts) + (found.size() > SUGGESTIONS ? ", ..." : "");
    }

    private static String fold(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder out = new StringBuilder(decomposed.length());
        decomposed
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(out::appendCodePoint);
        return out.toString().toLowerCase(Locale.ROOT).strip();
    }
}
