package io.reco.core.io;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Catalog;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventType;
import io.reco.core.data.Gender;
import io.reco.core.data.Origin;
import io.reco.core.data.Profiles;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * Writes a data set as RecBole atomic files {@code NAME.inter}, {@code NAME.user}, {@code NAME.item}.
 *
 * <p>{@code .inter} has the columns that some event tells: {@code rating}, {@code timestamp} (seconds, with a fraction),
 * {@code type}, {@code ms_played}, {@code origin}. RecBole parts sequences at spaces, so a space in a genre or tag becomes
 * {@code _}; tabs and line ends in titles become spaces. An id with a tab or a line end is refused. Only the main artist is
 * written; playlists, albums and what else RecBole has no place for are not.
 */
public final class RecBoleWriter {
    private RecBoleWriter() {}

    /** Writes the three files into a directory, which is made if it is not there; files of these names are replaced. */
    public static void write(Dataset dataset, Path directory, String name) throws IOException {
        Files.createDirectories(directory);
        try (BufferedWriter out = Files.newBufferedWriter(directory.resolve(name + ".inter"), StandardCharsets.UTF_8)) {
            writeInteractions(dataset, out);
        }
        try (BufferedWriter out = Files.newBufferedWriter(directory.resolve(name + ".user"), StandardCharsets.UTF_8)) {
            writeUsers(dataset, out);
        }
        try (BufferedWriter out = Files.newBufferedWriter(directory.resolve(name + ".item"), StandardCharsets.UTF_8)) {
            writeItems(dataset.catalog(), out);
        }
    }

    private static void writeInteractions(Dataset dataset, BufferedWriter out) throws IOException {
        EventLog log = dataset.events();
        boolean values = false;
        boolean types = false;
        boolean played = false;
        boolean origins = false;
        for (int i = 0; i < log.size(); i++) {
            values |= !Float.isNaN(log.value(i));
            types |= log.type(i) != EventType.LISTEN;
            played |= log.millisPlayed(i) >= 0;
            origins |= log.origin(i) != Origin.UNKNOWN;
        }
        List<String> header = new ArrayList<>(List.of("user_id:token", "item_id:token"));
        addIf(values, header, "rating:float");
        addIf(log.timed(), header, "timestamp:float");
        addIf(types, header, "type:token");
        addIf(played, header, "ms_played:float");
        addIf(origins, header, "origin:token");
        writeLine(out, header);
        for (int c = 0; c < log.characterCount(); c++) {
            for (int i = log.start(c); i < log.end(c); i++) {
                List<String> row = new ArrayList<>(List.of(
                        dataset.profiles().ids().id(c),
                        dataset.catalog().tracks().id(log.track(i))));
                addIf(values, row, Float.isNaN(log.value(i)) ? "" : EventTableWriter.plain(log.value(i)));
                addIf(log.timed(), row, seconds(log.timeMillis(i)));
                addIf(types, row, log.type(i).name().toLowerCase(Locale.ROOT));
                addIf(played, row, log.millisPlayed(i) < 0 ? "" : Integer.toString(log.millisPlayed(i)));
                addIf(origins, row, log.origin(i).name().toLowerCase(Locale.ROOT));
                writeLine(out, row);
            }
        }
    }

    private static void addIf(boolean condition, List<String> row, String value) {
        if (condition) {
            row.add(value);
        }
    }

    private static String seconds(long millis) {
        return millis % 1000 == 0
                ? Long.toString(millis / 1000)
                : String.format(Locale.ROOT, "%d.%03d", millis / 1000, millis % 1000);
    }

    private static void writeUsers(Dataset dataset, BufferedWriter out) throws IOException {
        Profiles profiles = dataset.profiles();
        writeLine(out, List.of("user_id:token", "age:token", "gender:token"));
        for (int c = 0; c < profiles.size(); c++) {
            AgeBand age = profiles.ageBand(c);
            Gender gender = profiles.gender(c);
            writeLine(
                    out,
                    List.of(
                            profiles.ids().id(c),
                            age == AgeBand.UNKNOWN ? "" : age.label(),
                            gender == Gender.UNKNOWN ? "" : gender.name()));
        }
    }

    private static void writeItems(Catalog catalog, BufferedWriter out) throws IOException {
        writeLine(
                out,
                List.of(
                        "item_id:token",
                        "title:token_seq",
                        "artist_id:token",
                        "genres:token_seq",
                        "tags:token_seq",
                        "release_year:token"));
        for (int t = 0; t < catalog.trackCount(); t++) {
            int year = catalog.released(t) / 10_000;
            int artist = catalog.mainArtist(t);
            writeLine(
                    out,
                    List.of(
                            catalog.tracks().id(t),
                            catalog.title(t).replaceAll("[\t\r\n]", " "),
                            artist < 0 ? "" : catalog.artists().id(artist),
                            sequence(catalog.track(t).genres()),
                            sequence(catalog.track(t).tags()),
                            year == 0 ? "" : Integer.toString(year)));
        }
    }

    private static String sequence(List<String> values) {
        StringJoiner joiner = new StringJoiner(" ");
        values.forEach(value -> joiner.add(value.replaceAll("\\s", "_")));
        return joiner.toString();
    }

    private static void writeLine(BufferedWriter out, List<String> values) throws IOException {
        for (String value : values) {
            EventTableWriter.requirePlain(value);
        }
        out.write(String.join("\t", values));
        out.write('\n');
    }
}
