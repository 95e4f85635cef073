package io.reco.core.io;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Finds the files of a format by their names; see {@link DatasetFormat#locate}. */
final class FileFinder {
    private final DatasetFormat format;
    private final Role main;

    FileFinder(DatasetFormat format) {
        this.format = format;
        this.main = format.roles().get(0);
    }

    Sources find(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return findIn(path);
        }
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString(), null, "no such file or directory");
        }
        Sources sources = Sources.of(main.name(), Source.of(path));
        Path directory = path.toAbsolutePath().getParent();
        if (!main.matches(plainName(path)) || directory == null) {
            return sources;
        }
        return withOthers(sources, list(directory), main.stem(plainName(path)));
    }

    private Sources findIn(Path directory) throws IOException {
        List<Path> files = list(directory);
        List<Path> candidates =
                files.stream().filter(f -> main.matches(plainName(f))).toList();
        if (candidates.isEmpty()) {
            throw new NoSuchFileException(
                    directory.toString(),
                    null,
                    "format " + format.name() + " needs " + main.fileNames() + " (or .gz) here; the files are "
                            + names(files));
        }
        Sources sources = Sources.none();
        if (main.many()) {
            for (Path file : candidates) {
                sources = sources.with(main.name(), Source.of(file));
            }
            return withOthers(sources, files, "");
        }
        Path chosen = choose(directory, candidates);
        return withOthers(sources.with(main.name(), Source.of(chosen)), files, main.stem(plainName(chosen)));
    }

    private Path choose(Path directory, List<Path> candidates) throws IOException {
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        Path last = directory.toAbsolutePath().normalize().getFileName();
        String directoryName = last == null ? "" : last.toString();
        List<Path> sameName = candidates.stream()
                .filter(f -> main.hasStem() && main.stem(plainName(f)).equals(directoryName))
                .toList();
        if (sameName.size() == 1) {
            return sameName.get(0);
        }
        throw new IOException(directory + " holds several files for '" + main.name() + "' of format " + format.name()
                + ": " + names(candidates) + "; pass the file instead of the directory");
    }

    private Sources withOthers(Sources sources, List<Path> files, String stem) throws IOException {
        Sources all = sources;
        for (Role role : format.roles()) {
            if (role.name().equals(main.name())) {
                continue;
            }
            List<Path> found = files.stream()
                    .filter(f -> role.matches(plainName(f)))
                    .filter(f -> !role.hasStem() || role.stem(plainName(f)).equals(stem))
                    .toList();
            if (found.size() > 1 && !role.many()) {
                throw new IOException("several files for '" + role.name() + "' of format " + format.name() + ": "
                        + names(found) + "; remove all but one");
            }
            if (found.isEmpty() && role.required()) {
                throw new NoSuchFileException(
                        role.fileNames(), null, "format " + format.name() + " needs it; the files are " + names(files));
            }
            for (Path file : found) {
                all = all.with(role.name(), Source.of(file));
            }
        }
        return all;
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> files =
                    new ArrayList<>(entries.filter(Files::isRegularFile).toList());
            files.sort(Comparator.comparing(f -> f.getFileName().toString(), FileFinder::compareNatural));
            return files;
        }
    }

    /** Digit runs compare as numbers, so that slice 2000 comes before slice 10000. */
    static int compareNatural(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            if (isDigit(a.charAt(i)) && isDigit(b.charAt(j))) {
                int iEnd = digitsEnd(a, i);
                int jEnd = digitsEnd(b, j);
                int byValue = new BigInteger(a.substring(i, iEnd)).compareTo(new BigInteger(b.substring(j, jEnd)));
                if (byValue != 0) {
                    return byValue;
                }
                i = iEnd;
                j = jEnd;
            } else if (a.charAt(i) != b.charAt(j)) {
                return Character.compare(a.charAt(i), b.charAt(j));
            } else {
                i++;
                j++;
            }
        }
        int byRest = Integer.compare(a.length() - i, b.length() - j);
        return byRest != 0 ? byRest : a.compareTo(b);
    }

    private static boolean isDigit(char ch) {
        return ch >= '0' && ch <= '9';
    }

    private static int digitsEnd(String s, int from) {
        int end = from;
        while (end < s.length() && isDigit(s.charAt(end))) {
            end++;
        }
        return end;
    }

    static String plainName(Path file) {
        Path last = file.getFileName();
        String name = last == null ? "" : last.toString();
        return name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(f -> String.valueOf(f.getFileName())).toList();
    }
}
