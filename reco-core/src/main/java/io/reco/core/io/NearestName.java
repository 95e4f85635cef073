package io.reco.core.io;

import java.util.Comparator;
import java.util.List;

/** The name that a mistyped one probably stands for. */
public final class NearestName {
    private NearestName() {}

    /** The known name of the least Levenshtein distance, the first of several; {@code known} must not be empty. */
    public static String of(String name, List<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(k -> distance(k, name)))
                .orElseThrow();
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
