/** The icon set: 24 × 24, round strokes, drawn for this portal. Always beside words, so always hidden from screen readers. */
const paths = {
  home: "M4 11.2 12 4l8 7.2V19a1 1 0 0 1-1 1h-4.5v-5.5h-5V20H5a1 1 0 0 1-1-1z",
  calendar: "M5 6.5h14a1 1 0 0 1 1 1V19a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7.5a1 1 0 0 1 1-1zM4 11h16M8.5 4v4M15.5 4v4",
  calendarPlus: "M20 11V7.5a1 1 0 0 0-1-1H5a1 1 0 0 0-1 1V19a1 1 0 0 0 1 1h7M4 11h16M8.5 4v4M15.5 4v4M18 14.5v6M15 17.5h6",
  clock: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2",
  lock: "M6.5 11h11a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  check: "m5 12.5 4.5 4.5L19 7.5",
  cross: "m6.5 6.5 11 11M17.5 6.5l-11 11",
  mail: "M4.5 6h15a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1zM4 7l8 6 8-6",
  phone: "M5.5 4.5h3.3l1.7 4.3-2.2 1.5a11.5 11.5 0 0 0 5.4 5.4l1.5-2.2 4.3 1.7v3.3a1 1 0 0 1-1 1A14 14 0 0 1 4.5 5.5a1 1 0 0 1 1-1z",
  pin: "M12 21c4.5-4.7 6.8-8 6.8-11a6.8 6.8 0 1 0-13.6 0c0 3 2.3 6.3 6.8 11zM12 7.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4z",
  family: "M8.5 4.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM2.8 19.5c0-3.6 2.3-5.7 5.7-5.7s5.7 2.1 5.7 5.7M17 8a2.3 2.3 0 1 0 0 4.6A2.3 2.3 0 0 0 17 8zM17 15.5c2.6 0 4.2 1.5 4.2 4",
  person: "M12 4a3.7 3.7 0 1 0 0 7.4A3.7 3.7 0 0 0 12 4zM4.8 20c.3-3.7 3-6 7.2-6s6.9 2.3 7.2 6",
  document: "M7 3.5h7l4 4V20a.5.5 0 0 1-.5.5H7a.5.5 0 0 1-.5-.5V4a.5.5 0 0 1 .5-.5zM14 3.5v4h4M9.5 12.5h5M9.5 16h5",
  menu: "M4 7h16M4 12h16M4 17h16",
  left: "m14.5 6-6 6 6 6",
  right: "m9.5 6 6 6-6 6",
  undo: "M4.5 9.5h9.7a5 5 0 0 1 0 10H9M8.5 5.5l-4 4 4 4",
  copy: "M9 8.5h9.5a1 1 0 0 1 1 1V19a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1V9.5a1 1 0 0 1 1-1zM4.5 15.5V5.5a1 1 0 0 1 1-1h10",
  repeat: "M4.5 11V9.5a3 3 0 0 1 3-3h11M15.5 3.5l3 3-3 3M19.5 13v1.5a3 3 0 0 1-3 3h-11M8.5 20.5l-3-3 3-3",
  trash: "M5 7h14M9.5 7V4.5h5V7M7 7l.8 12.5h8.4L17 7M10.5 10.5v5.5M13.5 10.5v5.5",
  alert: "M12 4 21 19.5H3zM12 10v4.5M12 17v.2",
  info: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5M12 8v.2",
  eye: "M2.8 12S6 5.8 12 5.8 21.2 12 21.2 12 18 18.2 12 18.2 2.8 12 2.8 12zM12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z",
  eyeOff: "M4.5 4.5l15 15M10 6c.6-.1 1.3-.2 2-.2 6 0 9.2 6.2 9.2 6.2a16 16 0 0 1-2.7 3.4M6.5 8A15.6 15.6 0 0 0 2.8 12S6 18.2 12 18.2c1.5 0 2.8-.4 4-.9M10.2 10a2.8 2.8 0 0 0 3.9 3.9",
  signOut: "M10 4.5H6a1 1 0 0 0-1 1v13a1 1 0 0 0 1 1h4M14.5 8l4 4-4 4M18.5 12H10",
  print: "M7.5 9V4h9v5M7.5 17H5a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1h14a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-2.5M7.5 14h9v6h-9z",
  list: "M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.2M4.5 12h.2M4.5 17.5h.2",
  search: "M11 4.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.8 15.8l4.2 4.2",
  meal: "M7 4v6.5M4.8 4v4.3a2.2 2.2 0 0 0 4.4 0V4M7 10.5V20M17 20v-6.5h-2.5V8c0-2.3 1-4 2.5-4z",
  shield: "M12 3.5 19 6v5.5c0 4.3-2.8 7.3-7 9-4.2-1.7-7-4.7-7-9V6zM8.8 12l2.3 2.3 4.2-4.3",
  access: "M12 3.2a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4zM4.5 8.5c2.5.8 5 1.2 7.5 1.2s5-.4 7.5-1.2M12 9.7V14M8.5 20.5 12 14l3.5 6.5",
} as const;
export type IconName = keyof typeof paths;

export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.9"
      stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
