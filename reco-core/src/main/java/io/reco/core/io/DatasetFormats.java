package io.reco.core.io;

import java.util.Comparator;
import java.util.List;

/** The formats that can be read. */
public final class DatasetFormats {
    private static final List<DatasetFormat> ALL =
            List.of(new SasrecFormat(), new HetrecLastfmFormat(), new PolimiFormat(), new LmeFormat());

    private DatasetFormats() {}

    /** All formats, in the order in which help texts list them. */
    public static List<DatasetFormat> all() {
        return ALL;
    }

    /**
     * The format of this name.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names and the nearest one
     */
    public static DatasetFormat byName(String name) {
        for (DatasetFormat format : ALL) {
            if (format.name().equals(name)) {
                return format;
            }
        }
        List<String> names = ALL.stream().map(DatasetFormat::name).toList();
        String nearest = names.stream()
                .min(Comparator.comparingInt(known -> distance(known, name)))
                .orElseThrow();
        throw new IllegalArgumentException("no format '" + name + "'; did you mean '" + nearest + "'? The formats are "
                + String.join(", ", names));
    }

    /** Levenshtein distance. */
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
