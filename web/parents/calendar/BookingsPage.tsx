export function BookingsPage() { return <p>…</p>; }
