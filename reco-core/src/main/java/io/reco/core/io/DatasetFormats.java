package io.reco.core.io;

import java.util.List;

/** The formats that can be read. */
public final class DatasetFormats {
    private static final List<DatasetFormat> ALL = List.of(
            EventTableFormat.csv(),
            EventTableFormat.tsv(),
            JsonLinesFormat.jsonl(),
            new MovieLens100kFormat(),
            new MovieLens1mFormat(),
            new RecBoleFormat(),
            new SasrecFormat(),
            new S3RecFormat(),
            new HetrecLastfmFormat(),
            new PolimiFormat(),
            new LmeFormat(),
            new MpdFormat(),
            new MelonFormat());

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
        throw new IllegalArgumentException("no format '" + name + "'; did you mean '" + NearestName.of(name, names)
                + "'? The formats are " + String.join(", ", names));
    }
}
